package dev.weft.cli.console;

import java.io.PrintStream;

/// Where a command speaks.
///
/// @param terminal whether a person watches standard error, so that a progress line makes sense
public record Console(PrintStream out, PrintStream err, boolean terminal) {
    /// Replaces the progress line; nothing where nobody watches.
    public void progress(String text) {
        if (terminal) {
            err.print("\r\033[K" + text + " …");
            err.flush();
        }
    }

    /// Takes the progress line away. To be called before anything else is printed.
    public void clear() {
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
