package dev.weft.cli.explain;

import java.util.Locale;

/// One thing that is told about a kernel.
///
/// @param topic a word; empty where a text goes on
public record Entry(String topic, String text) {
    /// As a line of a terminal.
    public String line() {
        return String.format(Locale.ROOT, "  %-10s%s", topic, text);
    }
}
