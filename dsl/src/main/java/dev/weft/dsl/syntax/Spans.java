package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/// Where tokens and phrases stand in the source.
final class Spans {
    private Spans() {}

    static Span of(Token token) {
        return new Span(source(token), token.getStartIndex(), token.getStopIndex() + 1);
    }

    /// From the first token to the last, both included.
    static Span of(Token first, Token last) {
        return of(first).to(of(last));
    }

    static Span of(ParserRuleContext phrase) {
        return of(phrase.getStart(), phrase.getStop());
    }

    /// The empty range right behind a token: where something is missing.
    static Span behind(Token token) {
        int end = token.getStopIndex() + 1;
        return new Span(source(token), end, end);
    }

    /// Whether nothing stands between the two.
    static boolean touch(Token left, Token right) {
        return left.getStopIndex() + 1 == right.getStartIndex();
    }

    /// Whether only spaces stand before the token on its line.
    static boolean beginsLine(Token token) {
        String text = source(token).text();
        for (int at = token.getStartIndex() - 1; at >= 0; at--) {
            char before = text.charAt(at);
            if (before == '\n' || before == '\r') {
                return true;
            }
            if (before != ' ' && before != '\t' && before != '\f' && before != '\uFEFF') {
                return false;
            }
        }
        return true;
    }

    private static SourceText source(Token token) {
        return ((CodeUnits) token.getInputStream()).source();
    }
}
