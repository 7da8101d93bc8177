package dev.weft.cli.run;

import java.util.List;

/// What a run says.
///
/// @param ok whether everything is within tolerance
public record Report(List<String> lines, boolean ok) {
    public Report {
        lines = List.copyOf(lines);
    }
}
