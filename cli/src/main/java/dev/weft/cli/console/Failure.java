package dev.weft.cli.console;

/// Something that the user can cure. The message is one line, or one diagnostic; the command ends with status 1.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
