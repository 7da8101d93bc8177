package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Words for fixed parts of a phrase that are not there.
final class Clauses {
    private Clauses() {}

    static Optional<Diagnostic> missing(Sentence sentence) {
        Token token = sentence.offending();
        Token before = sentence.token(-1);
        return switch (sentence.fault().only()) {
            case WeftParser.THEN -> Optional.of(branch(sentence, Code.MISSING_THEN, "then"));
            case WeftParser.ELSE -> Optional.of(branch(sentence, Code.MISSING_ELSE, "else"));
            case WeftParser.COLON -> Optional.of(colon(before, token));
            case WeftParser.EQUALS -> Optional.of(equals(before, token));
            case WeftParser.LEFT_BRACE ->
                sentence.fault().rule() == WeftParser.RULE_kernel
                                || sentence.fault().rule() == WeftParser.RULE_signature
                        ? Optional.of(body(sentence, before))
                        : Optional.empty();
            default -> sizes(sentence, token).or(() -> name(sentence, before, token));
        };
    }

    private static Diagnostic branch(Sentence sentence, Code code, String word) {
        var diagnostic = Diagnostic.error(
                code,
                "`if` without `" + word + "`",
                place(sentence.token(-1), sentence.offending()),
                "expected `" + word + "`");
        int index = condition(sentence);
        return index < 0
                ? diagnostic
                : diagnostic
                        .because(Spans.of(sentence.tokens().get(index)), "belongs to this `if`")
                        .help("every choice has both branches: `if … then … else …`");
    }

    /// The index of the `if` that is still open; -1 if there is none.
    private static int condition(Sentence sentence) {
        int closed = 0;
        int brackets = 0;
        for (int index = sentence.at() - 1; index >= 0; index--) {
            int type = sentence.tokens().get(index).getType();
            if (Sentence.closes(type)) {
                brackets++;
            } else if (Sentence.opens(type)) {
                brackets--;
            } else if (brackets == 0 && type == WeftParser.ELSE) {
                closed++;
            } else if (brackets == 0 && type == WeftParser.IF && closed-- == 0) {
                return index;
            }
        }
        return -1;
    }

    private static Diagnostic colon(Token before, Token token) {
        var diagnostic = Diagnostic.error(
                Code.MISSING_COLON,
                "`:` is missing after " + Words.quoted(before),
                place(before, token),
                "expected `:`");
        return token.getType() == WeftParser.EQUALS
                ? diagnostic.help(
                        "a tensor is declared by `role name : dtype[sizes]`; its equation is a line of its own")
                : diagnostic.help("write `name : dtype[sizes]`, such as `q : f32[B, H, N, D]`");
    }

    private static Diagnostic equals(Token before, Token token) {
        var diagnostic = Diagnostic.error(
                Code.MISSING_EQUALS,
                "`=` is missing after " + Words.quoted(before),
                place(before, token),
                "expected `=`");
        return switch (token.getType()) {
            case WeftParser.COLON -> diagnostic.help("the type follows from the equation; leave it out");
            case WeftParser.LEFT_BRACE -> diagnostic.help("a function is one expression: `fn f(x) = …`");
            default -> diagnostic;
        };
    }

    private static Diagnostic body(Sentence sentence, Token before) {
        return Diagnostic.error(
                        Code.MISSING_BODY,
                        "`{` is missing after " + Words.quoted(before),
                        place(before, sentence.offending()),
                        "expected `{`")
                .because(
                        Spans.of(sentence.tokens().getFirst(), sentence.tokens().get(1)),
                        "the body of this stands in braces");
    }

    /// `dim A, B = 64`
    private static Optional<Diagnostic> sizes(Sentence sentence, Token token) {
        boolean size = token.getType() == WeftParser.EQUALS || token.getType() == WeftParser.IN;
        int item = sentence.itemStart();
        return size && sentence.tokens().get(item).getType() == WeftParser.DIM
                ? Optional.of(Diagnostic.error(
                                Code.UNEXPECTED_TOKEN,
                                "only one dim can be given a size at a time",
                                Spans.of(token),
                                "follows several names")
                        .help("write a line for each: `dim D = 64`"))
                : Optional.empty();
    }

    /// Where a name must stand.
    private static Optional<Diagnostic> name(Sentence sentence, Token before, Token token) {
        boolean wanted = sentence.fault().rule() == WeftParser.RULE_name
                || sentence.fault().rule() == WeftParser.RULE_word;
        if (!wanted) {
            return Optional.empty();
        }
        if (Words.hard(token.getType()) && !Spans.beginsLine(token)) {
            return Optional.of(Diagnostic.error(
                            Code.RESERVED_WORD,
                            Words.quoted(token) + " cannot be a name",
                            Spans.of(token),
                            "a word of the language")
                    .help("choose another name, such as `" + token.getText() + "_`"));
        }
        return Optional.of(Diagnostic.error(
                Code.MISSING_NAME,
                "a name is missing after " + Words.quoted(before),
                place(before, token),
                "expected a name"));
    }

    /// The offending token, or the place behind the one before it if it stands on another line.
    private static Span place(Token before, Token token) {
        return token.getType() == Token.EOF || Spans.beginsLine(token) ? Spans.behind(before) : Spans.of(token);
    }
}
