package dev.weft.dsl.interpret;

/// The equations cannot be evaluated on what was handed in: a size, param or tensor is missing or does not fit, a
/// `where` does not hold, an index that came out of a table leaves its axis, an integer is divided by zero.
/// The message is one line for the user.
public final class InterpretException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InterpretException(String message) {
        super(message);
    }
}
