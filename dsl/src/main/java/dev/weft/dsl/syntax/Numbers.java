package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/// Words for numbers that other languages would read.
final class Numbers {
    private static final Pattern SUFFIX = Pattern.compile("(?i)[fdl]|f16|bf16|f32|f64|i32");

    private Numbers() {}

    static Optional<Diagnostic> malformed(Sentence sentence) {
        Token before = sentence.token(-1);
        Token token = sentence.offending();
        if (token.getType() == WeftParser.DOT) {
            return point(sentence, before, token);
        }
        if (!number(before) || !Spans.touch(before, token)) {
            return Optional.empty();
        }
        String text = token.getText();
        return switch (token.getType()) {
            case WeftParser.NAME -> Optional.of(glued(before, token, text));
            default -> Optional.empty();
        };
    }

    private static Optional<Diagnostic> point(Sentence sentence, Token before, Token point) {
        Token after = sentence.token(1);
        boolean digitsBefore = number(before) && Spans.touch(before, point);
        boolean digitsAfter = number(after) && Spans.touch(point, after);
        if (digitsBefore && digitsAfter) {
            return Optional.of(format(before, after, "one point too many"));
        }
        if (digitsBefore) {
            return Optional.of(format(before, point, "digits must follow the point: `" + before.getText() + ".0`"));
        }
        if (digitsAfter) {
            return Optional.of(format(point, after, "digits must precede the point: `0." + after.getText() + "`"));
        }
        return Optional.empty();
    }

    private static Diagnostic glued(Token number, Token word, String text) {
        String digits = number.getText();
        if (digits.equals("0") && text.matches("(?i)[xbo].*")) {
            return format(number, word, "numbers are decimal");
        }
        if (text.matches("_[0-9_]*")) {
            return format(number, word, "write it without `_`: `" + digits + text.replace("_", "") + "`");
        }
        if (SUFFIX.matcher(text).matches()) {
            return format(number, word, "numbers have no suffix: `" + digits + "`");
        }
        if (text.matches("[eE]")) {
            return format(number, word, "digits must follow the exponent: `" + digits + "e6`");
        }
        return Diagnostic.error(
                        Code.MISSING_OPERATOR,
                        "an operator is missing before " + Words.quoted(word),
                        Spans.of(number, word),
                        "a product needs its sign")
                .help("write `" + digits + " * " + text + "`");
    }

    private static Diagnostic format(Token first, Token last, String label) {
        return Diagnostic.error(Code.NUMBER_FORMAT, "malformed number", Spans.of(first, last), label);
    }

    private static boolean number(Token token) {
        return token.getType() == WeftParser.INTEGER || token.getType() == WeftParser.REAL;
    }
}
