package dev.weft.dsl.format;

import dev.weft.dsl.syntax.Lexeme;

/// The line breaks of the source.
final class Breaks {
    private Breaks() {}

    /// How many stand between two pieces that follow each other.
    static int between(Lexeme left, Lexeme right) {
        String space = left.span()
                .source()
                .text()
                .substring(left.span().end(), right.span().start());
        return Math.toIntExact(space.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count());
    }
}
