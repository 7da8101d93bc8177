package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Words for expressions that lack a part or have one too many.
final class Operands {
    private Operands() {}

    /// Something that wants an operand got none.
    static Optional<Diagnostic> missing(Sentence sentence) {
        int start = sentence.lineStart();
        if (start > 0 && sentence.itemAt(start) && start > sentence.itemStart() - 1) {
            Token dangling = sentence.tokens().get(start - 1);
            if (Sentence.wantsOperand(dangling.getType())) {
                return Optional.of(nothingRight(dangling));
            }
            if (dangling.getType() == WeftParser.COMMA) {
                return Optional.of(trailingComma(dangling));
            }
        }
        Token before = sentence.token(-1);
        Token token = sentence.offending();
        int type = token.getType();
        if (before.getType() == WeftParser.COMMA && (Sentence.closes(type) || !Spans.beginsLine(token))) {
            return Sentence.closes(type) ? Optional.of(trailingComma(before)) : leading(sentence);
        }
        if (Sentence.opens(before.getType()) && Sentence.closes(type) && matches(before, type)) {
            return Optional.of(Diagnostic.error(
                    Code.MISSING_OPERAND,
                    "an expression is missing",
                    Spans.of(before, token),
                    "nothing between the brackets"));
        }
        if (type == WeftParser.IF || type == WeftParser.NOT) {
            return Optional.empty();
        }
        if (Sentence.wantsOperand(before.getType()) && !Sentence.beginsOperand(type)) {
            return Sentence.wantsOperand(type) && before.getType() == WeftParser.EQUALS
                    ? leading(sentence)
                    : Optional.of(nothingRight(before));
        }
        return Sentence.opens(before.getType()) ? leading(sentence) : Optional.empty();
    }

    /// A part too many, or one that needs parentheses.
    static Optional<Diagnostic> misplaced(Sentence sentence) {
        Token before = sentence.token(-1);
        Token token = sentence.offending();
        int type = token.getType();
        if ((type == WeftParser.IF || type == WeftParser.NOT) && Sentence.wantsOperand(before.getType())) {
            return Optional.of(Diagnostic.error(
                            Code.BARE_CONDITIONAL,
                            Words.quoted(token) + " needs parentheses here",
                            Spans.of(token),
                            "binds looser than " + Words.quoted(before))
                    .because(Spans.of(before), "this operator takes what stands next to it")
                    .help(type == WeftParser.IF ? "write `(if … then … else …)`" : "write `(not …)`"));
        }
        if (type == WeftParser.EQUALS && Sentence.endsOperand(before) && inEquation(sentence)) {
            return Optional.of(Diagnostic.error(
                    Code.SINGLE_EQUALS, "`=` does not compare", Spans.of(token), "did you mean `==`?"));
        }
        if (Sentence.endsOperand(before)
                && Sentence.beginsOperand(type)
                && !Spans.beginsLine(token)
                && inExpression(sentence)) {
            return Optional.of(Diagnostic.error(
                    Code.MISSING_OPERATOR,
                    "an operator is missing before " + Words.quoted(token),
                    Spans.of(token),
                    "two operands side by side"));
        }
        return Optional.empty();
    }

    /// Whether the item has come to its expression.
    private static boolean inExpression(Sentence sentence) {
        for (int index = sentence.itemStart(); index < sentence.at(); index++) {
            switch (sentence.tokens().get(index).getType()) {
                case WeftParser.EQUALS, WeftParser.WHERE, WeftParser.FOR, WeftParser.IN -> {
                    return true;
                }
                default -> {}
            }
        }
        return sentence.open().stream()
                .anyMatch(index -> sentence.tokens().get(index).getType() == WeftParser.LEFT_BRACKET);
    }

    private static boolean inEquation(Sentence sentence) {
        for (int index = sentence.itemStart(); index < sentence.at(); index++) {
            switch (sentence.tokens().get(index).getType()) {
                case WeftParser.EQUALS, WeftParser.WHERE, WeftParser.FOR, WeftParser.IF -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean matches(Token open, int close) {
        return switch (open.getType()) {
            case WeftParser.LEFT_PAREN -> close == WeftParser.RIGHT_PAREN;
            case WeftParser.LEFT_BRACKET -> close == WeftParser.RIGHT_BRACKET;
            default -> close == WeftParser.RIGHT_BRACE;
        };
    }

    /// An operator where an expression should begin.
    private static Optional<Diagnostic> leading(Sentence sentence) {
        Token token = sentence.offending();
        int type = token.getType();
        boolean operator = Sentence.wantsOperand(type)
                && type != WeftParser.IF
                && type != WeftParser.NOT
                && type != WeftParser.WHERE
                && type != WeftParser.FOR;
        return operator
                ? Optional.of(Diagnostic.error(
                        Code.MISSING_OPERAND,
                        Words.quoted(token) + " has nothing on its left",
                        Spans.of(token),
                        "an expression is missing before it"))
                : Optional.empty();
    }

    private static Diagnostic nothingRight(Token operator) {
        return Diagnostic.error(
                Code.MISSING_OPERAND,
                Words.quoted(operator) + " has nothing on its right",
                Spans.of(operator),
                "an expression is missing after it");
    }

    private static Diagnostic trailingComma(Token comma) {
        return Diagnostic.error(
                Code.TRAILING_COMMA, "nothing follows the comma", Spans.of(comma), "remove it, or write what follows");
    }
}
