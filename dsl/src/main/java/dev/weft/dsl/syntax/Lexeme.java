package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;

/// A piece of a source that is no space: a word, a symbol, a comment. For tools that need more than the
/// tree keeps.
public record Lexeme(Kind kind, Span span) {
    /// What sort of piece it is.
    public enum Kind {
        /// A word of the language that can never be a name.
        RESERVED,
        /// A word that begins an item, and may be a name elsewhere.
        OPENING,
        NAME,
        NUMBER,
        SYMBOL,
        COMMENT,
        /// Nothing that a sentence may hold.
        STRANGE
    }

    /// The pieces of a source in their order, comments among them; a mark of the byte order is none.
    public static List<Lexeme> of(SourceText source) {
        var lexer = new WeftLexer(new CodeUnits(source));
        lexer.removeErrorListeners();
        var lexemes = new ArrayList<Lexeme>();
        for (var token : lexer.getAllTokens()) {
            if (token.getStartIndex() > 0 || !token.getText().equals("\uFEFF")) {
                lexemes.add(new Lexeme(kind(token.getType()), Spans.of(token)));
            }
        }
        return List.copyOf(lexemes);
    }

    /// Its letters.
    public String text() {
        return span.text();
    }

    /// Whether these are its letters.
    public boolean is(String letters) {
        return text().equals(letters);
    }

    /// Whether it is a comment of any sort.
    public boolean comment() {
        return kind == Kind.COMMENT;
    }

    private static Kind kind(int type) {
        return switch (type) {
            case WeftLexer.COMMENT, WeftLexer.DOC, WeftLexer.RULE_COMMENT -> Kind.COMMENT;
            case WeftLexer.INTEGER, WeftLexer.REAL -> Kind.NUMBER;
            case WeftLexer.NAME -> Kind.NAME;
            default -> {
                if (Words.hard(type)) {
                    yield Kind.RESERVED;
                }
                if (Words.beginsItem(type)) {
                    yield Kind.OPENING;
                }
                yield type >= WeftLexer.RANGE && type <= WeftLexer.RIGHT_BRACE ? Kind.SYMBOL : Kind.STRANGE;
            }
        };
    }
}
