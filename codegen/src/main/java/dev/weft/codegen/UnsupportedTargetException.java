package dev.weft.codegen;

/// A kernel cannot be woven for a target that was asked for.
public final class UnsupportedTargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedTargetException(String message) {
        super(message);
    }
}
