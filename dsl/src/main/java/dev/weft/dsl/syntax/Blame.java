package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// Words for the place where the grammar could not go on.
final class Blame {
    private Blame() {}

    static Diagnostic of(Sentence sentence, List<Token> comments) {
        Token token = sentence.offending();
        if (Habits.foreign(token.getType())) {
            return Habits.of(token);
        }
        return Diagnostic.error(
                Code.UNEXPECTED_TOKEN, "unexpected " + Words.quoted(token), Spans.of(token), "not expected here");
    }
}
