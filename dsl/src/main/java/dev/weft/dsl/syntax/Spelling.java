package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Names;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Words for words that are nearly the right ones.
final class Spelling {
    private Spelling() {}

    static Optional<Diagnostic> misspelled(Sentence sentence) {
        Token before = sentence.token(-1);
        Token token = sentence.offending();
        if (token.getType() == WeftParser.NAME) {
            var joint = near(token, sentence.fault().rule() == WeftParser.RULE_unit ? Words.OPENINGS : Words.JOINTS);
            if (joint.isPresent() && Sentence.endsOperand(before)) {
                return joint;
            }
        }
        boolean first = Spans.beginsLine(before) || sentence.type(-2) == WeftParser.LEFT_BRACE;
        boolean opensItem = first
                && before.getType() == WeftParser.NAME
                && Words.name(token.getType())
                && !Spans.beginsLine(token)
                && sentence.open().size() == 1;
        if (!opensItem) {
            return Optional.empty();
        }
        return near(before, Words.ITEMS)
                .or(() -> Optional.of(Diagnostic.error(
                                Code.UNEXPECTED_TOKEN,
                                "no item begins with " + Words.quoted(before),
                                Spans.of(before),
                                "expected an item")
                        .help("items begin with " + listed(Words.ITEMS) + ", or are equations `name = …`")));
    }

    private static Optional<Diagnostic> near(Token token, Collection<String> words) {
        return Names.nearest(token.getText(), words).stream()
                .filter(word -> word.length() > 2 || token.getText().length() > 2)
                .filter(word -> token.getText().length() > 1)
                .findFirst()
                .map(word -> Diagnostic.error(
                        Code.MISSPELLED_WORD,
                        "unknown word " + Words.quoted(token),
                        Spans.of(token),
                        "did you mean `" + word + "`?"));
    }

    private static String listed(List<String> words) {
        return String.join(", ", words.stream().map(word -> "`" + word + "`").toList());
    }
}
