package dev.weft.runtime.tune;

/// A schedule that was measured cannot be taken: its file is damaged or was measured for something else, or it has
/// numbers that a schedule cannot have.
public final class TuningException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TuningException(String message) {
        super(message);
    }

    TuningException(String message, Throwable cause) {
        super(message, cause);
    }
}
