package dev.weft.dsl.model;

import java.util.List;

/// The equations of a kernel as written: the text right of each `=`, white space folded, by name
/// (`score`, `keep`, outs, lets, states).
public record Source(List<Line> lines) {
    public Source {
        lines = List.copyOf(lines);
    }

    /// One equation or let as written, such as `keep = j <= t`.
    public record Line(String name, String text) {}
}
