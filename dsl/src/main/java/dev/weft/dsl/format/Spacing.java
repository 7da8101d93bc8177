package dev.weft.dsl.format;

import dev.weft.dsl.syntax.Lexeme;
import java.util.List;

/// Where a space stands between two pieces of a statement.
///
/// @param words the statement without its comments
/// @param keyed whether the first of them is a word of the language
record Spacing(List<Lexeme> words, boolean keyed) {
    private static final List<String> CLOSE = List.of(",", ")", "]", "}", ".");
    private static final List<String> OPEN = List.of("(", "[", "{", ".");

    Spacing {
        words = List.copyOf(words);
    }

    /// Whether one stands before the word at an index above 0.
    boolean before(int at) {
        Lexeme left = words.get(at - 1);
        Lexeme right = words.get(at);
        if (CLOSE.contains(right.text()) || OPEN.contains(left.text())) {
            return false;
        }
        if (right.is("(")) {
            return !name(at - 1) && !sign(at - 1);
        }
        if (right.is("[")) {
            return left.is("at");
        }
        return !sign(at - 1) && !step(at - 1) && !step(at - 2);
    }

    /// Whether the word is used as a name: words that begin items are names elsewhere.
    private boolean name(int at) {
        return switch (words.get(at).kind()) {
            case NAME -> true;
            case OPENING -> at > 0 || !keyed;
            case RESERVED, NUMBER, SYMBOL, COMMENT, STRANGE -> false;
        };
    }

    /// Whether it is a minus that has nothing to its left.
    private boolean sign(int at) {
        return words.get(at).is("-") && (at == 0 || !operand(at - 1));
    }

    /// Whether an operand may end there.
    private boolean operand(int at) {
        Lexeme word = words.get(at);
        return switch (word.kind()) {
            case NAME, OPENING -> name(at);
            case NUMBER -> true;
            case RESERVED -> List.of("inf", "true", "false").contains(word.text());
            case SYMBOL -> word.is(")") || word.is("]");
            case COMMENT, STRANGE -> false;
        };
    }

    /// Whether it is the `t` of the step before, `[t-1]`, which is written without spaces.
    private boolean step(int at) {
        return at > 0
                && at + 3 < words.size()
                && words.get(at - 1).is("[")
                && words.get(at).is("t")
                && words.get(at + 1).is("-")
                && words.get(at + 2).kind() == Lexeme.Kind.NUMBER
                && words.get(at + 3).is("]");
    }
}
