package dev.weft.cli.lsp;

import dev.weft.dsl.diagnostic.Lines;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/// Offsets to the protocol's positions and back: lines from 0, and UTF-16 units on them.
final class Places {
    private Places() {}

    static Range range(Span span) {
        var lines = Lines.of(span.source());
        return new Range(position(lines, span.start()), position(lines, span.end()));
    }

    /// All of a text.
    static Range whole(SourceText source) {
        return range(new Span(source, 0, source.text().length()));
    }

    /// Where a span lies; nowhere if its file is not one that can be opened, as inside of a jar.
    static Optional<Location> location(Span span) {
        var path = Path.of(span.source().name());
        return path.isAbsolute() ? Optional.of(new Location(path.toUri().toString(), range(span))) : Optional.empty();
    }

    /// The offset of a position; what lies behind the end of a line is its end.
    static int offset(SourceText source, Position position) {
        var lines = Lines.of(source);
        if (position.getLine() >= lines.count()) {
            return source.text().length();
        }
        int line = position.getLine() + 1;
        return lines.start(line)
                + Math.min(position.getCharacter(), lines.text(line).length());
    }

    private static Position position(Lines lines, int offset) {
        int line = lines.line(offset);
        return new Position(line - 1, offset - lines.start(line));
    }
}
