package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// Words for the place where the grammar could not go on: the most telling explanation first, the bare fact last.
final class Blame {
    private Blame() {}

    static Diagnostic of(Sentence stopped, List<Token> comments) {
        Sentence sentence = stopped.withoutAccidentalItem();
        Token token = sentence.offending();
        if (Habits.foreign(token.getType())) {
            return Habits.of(token);
        }
        return Numbers.malformed(sentence)
                .or(() -> Operands.missing(sentence))
                .or(() -> Brackets.unbalanced(sentence, comments))
                .or(() -> Spelling.misspelled(sentence))
                .or(() -> Clauses.missing(sentence))
                .or(() -> Operands.misplaced(sentence))
                .orElseGet(() -> unexpected(sentence));
    }

    private static Diagnostic unexpected(Sentence sentence) {
        Token token = sentence.offending();
        boolean end = token.getType() == Token.EOF;
        return Diagnostic.error(
                Code.UNEXPECTED_TOKEN,
                end ? "the text ends too early" : "unexpected " + Words.quoted(token),
                Spans.of(token),
                "expected " + expected(sentence));
    }

    private static String expected(Sentence sentence) {
        var fault = sentence.fault();
        int only = fault.only();
        if (only == Token.EOF) {
            return "the next declaration";
        }
        if (only == WeftParser.RIGHT_BRACE && fault.rule() != WeftParser.RULE_item) {
            return "an item or `}`";
        }
        if (only > 0) {
            return only == WeftParser.NAME
                    ? "a name"
                    : "`" + WeftParser.VOCABULARY.getLiteralName(only).replace("'", "") + "`";
        }
        return switch (fault.rule()) {
            case WeftParser.RULE_name, WeftParser.RULE_names, WeftParser.RULE_path, WeftParser.RULE_word -> "a name";
            case WeftParser.RULE_item, WeftParser.RULE_kernel, WeftParser.RULE_signature ->
                fault.expects(WeftParser.LET) ? "an item or `}`" : "the rest of the line";
            case WeftParser.RULE_unit -> "a declaration";
            default -> "an expression";
        };
    }
}
