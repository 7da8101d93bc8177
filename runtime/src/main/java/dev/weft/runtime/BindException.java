package dev.weft.runtime;

/// Sizes, shapes, types or arguments that a kernel cannot take. The message names the thing and the cure.
public final class BindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BindException(String message) {
        super(message);
    }

    BindException(String message, Throwable cause) {
        super(message, cause);
    }
}
