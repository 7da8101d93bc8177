package dev.weft.maven.weave;

import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Lines;
import dev.weft.dsl.diagnostic.Renderer;
import dev.weft.dsl.diagnostic.Severity;
import java.nio.file.Path;

/// A diagnostic as a build tells it.
///
/// @param file absolute, unless the place is in a jar
/// @param line from 1
/// @param column from 1
/// @param summary one line, for a tool that shows the source itself
/// @param text with the source line and carets, for a log; no line end at its end
public record Notice(Severity severity, Path file, int line, int column, String summary, String text) {
    /// A diagnostic of one of the specs, or of what it imports.
    public static Notice of(Diagnostic diagnostic, SpecFolder specs) {
        var span = diagnostic.primary().span();
        var lines = Lines.of(span.source());
        var line = lines.line(span.start());
        var column = lines.column(span.start());
        var file = specs.file(span.source().name());
        var words = diagnostic.primary().text();
        return new Notice(
                diagnostic.severity(),
                file,
                line,
                column,
                "[%s] %s%s"
                        .formatted(diagnostic.code().id(), diagnostic.message(), words.isEmpty() ? "" : ": " + words),
                "%s:[%d,%d] %s"
                        .formatted(
                                file,
                                line,
                                column,
                                Renderer.plain().render(diagnostic).stripTrailing()));
    }
}
