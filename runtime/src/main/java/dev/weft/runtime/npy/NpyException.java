package dev.weft.runtime.npy;

/// A `.npy` file that cannot be read or written. The message names the file, what is wrong and the
/// cure.
public final class NpyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NpyException(String message) {
        super(message);
    }

    NpyException(String message, Throwable cause) {
        super(message, cause);
    }
}
