package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Words for brackets that do not pair up.
final class Brackets {
    private Brackets() {}

    static Optional<Diagnostic> unbalanced(Sentence sentence, List<Token> comments) {
        Token token = sentence.offending();
        int type = token.getType();
        var open = sentence.open();
        boolean body = open.size() == 1 && sentence.tokens().get(open.element()).getType() == WeftParser.LEFT_BRACE;
        if (open.isEmpty() || (body && Sentence.closes(type))) {
            return Sentence.closes(type)
                    ? Optional.of(Diagnostic.error(
                            Code.UNMATCHED_BRACKET,
                            Words.quoted(token) + " closes nothing",
                            Spans.of(token),
                            "no such bracket is open here"))
                    : Optional.empty();
        }
        Token opened = sentence.tokens().get(open.element());
        if (Sentence.closes(type) && type != partner(opened)) {
            boolean outer =
                    open.stream().anyMatch(index -> partner(sentence.tokens().get(index)) == type);
            return Optional.of(outer ? unclosed(sentence, opened, comments) : mismatched(opened, token));
        }
        boolean breaksOff = type == Token.EOF
                || (!body && (sentence.itemAt(sentence.lineStart()) && sentence.lineStart() > open.element()))
                || (!body && breaks(sentence, open.element(), type));
        return breaksOff ? Optional.of(unclosed(sentence, opened, comments)) : Optional.empty();
    }

    /// Whether this word belongs to what stood before the bracket was opened.
    private static boolean breaks(Sentence sentence, int opened, int type) {
        return switch (type) {
            case WeftParser.THEN, WeftParser.ELSE -> !between(sentence, opened, WeftParser.IF);
            case WeftParser.AT, WeftParser.FOR, WeftParser.FROM -> true;
            default -> false;
        };
    }

    private static boolean between(Sentence sentence, int opened, int type) {
        return sentence.tokens().subList(opened, sentence.at()).stream().anyMatch(token -> token.getType() == type);
    }

    private static Diagnostic unclosed(Sentence sentence, Token opened, List<Token> comments) {
        String closing = closing(opened);
        for (Token comment : comments) {
            boolean inside = comment.getStartIndex() > opened.getStartIndex()
                    && comment.getStartIndex() < sentence.offending().getStartIndex();
            if (inside && comment.getText().contains(closing)) {
                return Diagnostic.error(
                                Code.SWALLOWED_BRACKET,
                                "a comment hides the closing `" + closing + "`",
                                Spans.of(comment),
                                "`//` begins a comment")
                        .because(Spans.of(opened), "opened here")
                        .help("integer division is `div`, real division `/`");
            }
        }
        return Diagnostic.error(
                        Code.UNCLOSED_BRACKET,
                        "`" + opened.getText() + "` is never closed",
                        Spans.behind(sentence.token(-1)),
                        "expected `" + closing + "`")
                .because(Spans.of(opened), "opened here");
    }

    private static Diagnostic mismatched(Token opened, Token token) {
        return Diagnostic.error(
                        Code.UNMATCHED_BRACKET,
                        Words.quoted(token) + " does not close `" + opened.getText() + "`",
                        Spans.of(token),
                        "did you mean `" + closing(opened) + "`?")
                .because(Spans.of(opened), "opened here");
    }

    private static int partner(Token opened) {
        return switch (opened.getType()) {
            case WeftParser.LEFT_PAREN -> WeftParser.RIGHT_PAREN;
            case WeftParser.LEFT_BRACKET -> WeftParser.RIGHT_BRACKET;
            default -> WeftParser.RIGHT_BRACE;
        };
    }

    private static String closing(Token opened) {
        return switch (opened.getType()) {
            case WeftParser.LEFT_PAREN -> ")";
            case WeftParser.LEFT_BRACKET -> "]";
            default -> "}";
        };
    }
}
