package dev.weft.dsl.diagnostic;

/// A range of characters of one source: `start` inclusive, `end` exclusive, both offsets into the text.
public record Span(SourceText source, int start, int end) {
    public Span {
        if (start < 0 || end < start || end > source.text().length()) {
            throw new IllegalArgumentException("no such range: " + start + ".." + end + " of " + source.name());
        }
    }

    /// The smallest range that covers both.
    public Span to(Span other) {
        return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
    }

    /// The characters in the range.
    public String text() {
        return source.text().substring(start, end);
    }
}
