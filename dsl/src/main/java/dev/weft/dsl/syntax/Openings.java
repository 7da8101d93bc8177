package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Names;
import java.util.List;
import org.antlr.v4.runtime.Token;

/// Words for units that begin as none can.
final class Openings {
    private Openings() {}

    /// Whether it begins with nearly the right word.
    static boolean misspelled(Unit unit) {
        return !near(unit.tokens().getFirst()).isEmpty()
                && Words.name(unit.tokens().get(1).getType());
    }

    static Diagnostic blame(Unit unit) {
        Token first = unit.tokens().getFirst();
        int type = first.getType();
        if (Habits.foreign(type)) {
            return Habits.of(first);
        }
        if (misspelled(unit)) {
            String meant = near(first).getFirst();
            return Diagnostic.error(
                    Code.MISSPELLED_WORD,
                    "unknown word " + Words.quoted(first),
                    Spans.of(first),
                    "did you mean `" + meant + "`?");
        }
        if (Sentence.closes(type)) {
            return Diagnostic.error(
                    Code.UNMATCHED_BRACKET,
                    Words.quoted(first) + " closes nothing",
                    Spans.of(first),
                    "no such bracket is open here");
        }
        if (Words.beginsItem(type)) {
            return Diagnostic.error(
                            Code.MISPLACED_LINE,
                            Words.quoted(first) + " stands outside of every declaration",
                            Spans.of(first),
                            "belongs between the braces of a kernel or signature")
                    .help("look for a `}` too early above");
        }
        return Diagnostic.error(
                        Code.UNEXPECTED_TOKEN,
                        "no declaration begins with " + Words.quoted(first),
                        Spans.of(first),
                        "expected a declaration")
                .help("declarations begin with `attention`, `scan`, `stack`, `signature` or `fn`");
    }

    private static List<String> near(Token first) {
        return first.getType() == WeftParser.NAME ? Names.nearest(first.getText(), Words.OPENINGS) : List.of();
    }
}
