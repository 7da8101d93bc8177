package dev.weft.cli.console;

/// A word on the command line that cannot be understood, whatever the spec says; the command ends with status 2.
public final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageError(String message) {
        super(message);
    }
}
