package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// Words for signs that other languages have and Weft has not.
final class Habits {
    /// The kinds of characters, besides letters and digits, that can be shown by themselves.
    private static final Set<Byte> SIGNS = Set.of(
            Character.DASH_PUNCTUATION,
            Character.OTHER_PUNCTUATION,
            Character.START_PUNCTUATION,
            Character.END_PUNCTUATION,
            Character.CONNECTOR_PUNCTUATION,
            Character.MATH_SYMBOL,
            Character.CURRENCY_SYMBOL,
            Character.OTHER_SYMBOL);

    private Habits() {}

    /// Whether no sentence has tokens of this type.
    static boolean foreign(int type) {
        return type >= WeftParser.FOREIGN_LOGIC;
    }

    static Diagnostic of(Token token) {
        String sign = Words.quoted(token);
        return switch (token.getType()) {
            case WeftParser.FOREIGN_LOGIC ->
                error(Code.UNKNOWN_OPERATOR, "unknown operator " + sign, token, meant(logic(token.getText())));
            case WeftParser.FOREIGN_REMAINDER ->
                error(Code.PERCENT_SIGN, "unknown operator `%`", token, meant("mod"))
                        .help("`mod` rounds toward minus infinity, so `-1 mod 4` is 3");
            case WeftParser.FOREIGN_PRODUCT ->
                error(Code.MULTIPLICATION_SIGN, "unknown operator " + sign, token, "which product?")
                        .help("write `*` for the elementwise product, `@` for the contraction");
            case WeftParser.FOREIGN_QUOTIENT ->
                error(Code.UNKNOWN_OPERATOR, "unknown operator " + sign, token, meant("/"))
                        .help("`/` is real division, `div` the integer one");
            case WeftParser.FOREIGN_MINUS ->
                error(Code.UNKNOWN_CHARACTER, "a dash is no minus: " + codePoint(token), token, meant("-"));
            case WeftParser.FOREIGN_POWER -> error(Code.DOUBLE_STAR, "unknown operator `**`", token, meant("^"));
            case WeftParser.FOREIGN_COMPARISON ->
                error(
                        Code.COMPARISON_SPELLING,
                        "unknown comparison " + sign,
                        token,
                        meant(comparison(token.getText())));
            case WeftParser.FOREIGN_ASSIGNMENT ->
                error(Code.ASSIGNMENT_SIGN, "unknown sign " + sign, token, meant("="))
                        .help("nothing is assigned: an equation `name = …` says what a name is");
            case WeftParser.FOREIGN_ARROW ->
                error(Code.ARROW, "unknown sign `->`", token, "no arrows here")
                        .help("a function is `fn f(x) = …`, a choice is `if … then … else …`");
            case WeftParser.FOREIGN_RANGE ->
                error(Code.RANGE_SPELLING, "unknown range " + sign, token, meant("..<"))
                        .help("ranges leave out their end: `1 ..< L`");
            case WeftParser.QUESTION ->
                error(Code.QUESTION_MARK, "unknown operator `?`", token, "no such conditional")
                        .help("write `if c then a else b` for `c ? a : b`");
            case WeftParser.SEMICOLON ->
                error(Code.SEMICOLON, "`;` is not needed", token, "remove it").help("a line ends by itself");
            case WeftParser.BLOCK_COMMENT ->
                error(Code.BLOCK_COMMENT, "`/*` begins no comment", opening(token, 2), "a comment begins with `//`");
            case WeftParser.QUOTED ->
                error(Code.QUOTED_TEXT, "there are no texts in this language", token, "remove the quotes");
            default -> unknown(token);
        };
    }

    private static Diagnostic unknown(Token token) {
        var diagnostic = error(
                Code.UNKNOWN_CHARACTER, "unknown character " + codePoint(token), wide(token), "has no meaning here");
        return switch (token.getText().charAt(0)) {
            case '#' -> diagnostic.help("a comment begins with `//`");
            case '\u00A0', '\u2007', '\u202F', '\u3000', '\u200B', '\uFEFF' ->
                diagnostic.help("it looks like a space; write an ordinary one");
            case '\u221E' -> diagnostic.help("write `inf`");
            case '\u221A' -> diagnostic.help("write `sqrt(x)`");
            case '\u2019', '\u2032' -> diagnostic.help("names have no primes; write `_`");
            default ->
                Character.isLetter(diagnostic.primary().span().text().codePointAt(0))
                        ? diagnostic.help("names are made of the letters a-z, A-Z, digits and `_`")
                        : diagnostic;
        };
    }

    private static String codePoint(Token token) {
        String text = wide(token).text();
        int code = text.codePointAt(0);
        return (Character.isLetterOrDigit(code) || SIGNS.contains((byte) Character.getType(code))
                        ? "`" + Character.toString(code) + "` "
                        : "")
                + "(U+%04X)".formatted(code);
    }

    /// Both halves of a surrogate pair.
    private static Span wide(Token token) {
        var span = Spans.of(token);
        String text = span.source().text();
        int width = Character.charCount(text.codePointAt(span.start()));
        return new Span(span.source(), span.start(), span.start() + width);
    }

    private static Span opening(Token token, int length) {
        var span = Spans.of(token);
        return new Span(span.source(), span.start(), Math.min(span.end(), span.start() + length));
    }

    private static String meant(String sign) {
        return "did you mean `" + sign + "`?";
    }

    private static String logic(String sign) {
        return switch (sign) {
            case "||", "|", "\u2228" -> "or";
            case "!", "\u00AC" -> "not";
            default -> "and";
        };
    }

    private static String comparison(String sign) {
        return switch (sign) {
            case "=<", "\u2264" -> "<=";
            case "=>", "\u2265" -> ">=";
            case "===" -> "==";
            default -> "!=";
        };
    }

    private static Diagnostic error(Code code, String message, Token at, String label) {
        return error(code, message, Spans.of(at), label);
    }

    private static Diagnostic error(Code code, String message, Span at, String label) {
        return Diagnostic.error(code, message, at, label);
    }
}
