package dev.weft.dsl.format;

import dev.weft.dsl.syntax.Lexeme;
import java.util.List;

/// Where the left side of a statement ends.
final class Separator {
    private Separator() {}

    /// The index of the first such symbol outside of brackets.
    static int of(String symbol, List<Lexeme> lexemes) {
        int depth = 0;
        for (int at = 0; at < lexemes.size(); at++) {
            Lexeme lexeme = lexemes.get(at);
            if (lexeme.is("(") || lexeme.is("[")) {
                depth++;
            } else if (lexeme.is(")") || lexeme.is("]")) {
                depth--;
            } else if (depth == 0 && lexeme.is(symbol)) {
                return at;
            }
        }
        throw new IllegalStateException("a statement without its `" + symbol + "`");
    }
}
