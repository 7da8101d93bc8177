package dev.weft.dsl.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/// A unit that the grammar could not read to its end, seen from the place where it stopped.
///
/// @param tokens all of the unit, with the end token
/// @param fault where it stopped
record Sentence(List<Token> tokens, Fault fault) {
    /// The index of the offending token.
    int at() {
        return fault.token().getTokenIndex();
    }

    /// The offending token.
    Token offending() {
        return fault.token();
    }

    /// The token at a distance from the offending one; the first or last where there is none.
    Token token(int distance) {
        return tokens.get(Math.clamp(at() + distance, 0, tokens.size() - 1));
    }

    int type(int distance) {
        int index = at() + distance;
        return index < 0 || index >= tokens.size()
                ? Token.INVALID_TYPE
                : tokens.get(index).getType();
    }

    /// The brackets that are open before the offending token, innermost first.
    Deque<Integer> open() {
        var open = new ArrayDeque<Integer>();
        for (int index = 0; index < at(); index++) {
            int type = tokens.get(index).getType();
            if (opens(type)) {
                open.push(index);
            } else if (closes(type) && !open.isEmpty()) {
                open.pop();
            }
        }
        return open;
    }

    /// The index of the first token on the offending token's line.
    int lineStart() {
        int index = at();
        while (index > 0 && !Spans.beginsLine(tokens.get(index))) {
            index--;
        }
        return index;
    }

    /// Whether an item begins at `index`, judged by its first words alone.
    boolean itemAt(int index) {
        int type = tokens.get(index).getType();
        if (Words.beginsItem(type)) {
            int next = tokens.get(Math.min(index + 1, tokens.size() - 1)).getType();
            return Words.hard(type) || Words.name(next);
        }
        if (type != WeftParser.NAME) {
            return false;
        }
        int next = index + 1;
        if (tokens.get(next).getType() == WeftParser.LEFT_BRACKET) {
            while (next < tokens.size() - 1 && tokens.get(next).getType() != WeftParser.RIGHT_BRACKET) {
                next++;
            }
            next = Math.min(next + 1, tokens.size() - 1);
        }
        return tokens.get(next).getType() == WeftParser.EQUALS;
    }

    /// The index where the item of the offending token begins: behind it nothing but its own words.
    int itemStart() {
        for (int index = at() - 1; index > 0; index--) {
            boolean first =
                    Spans.beginsLine(tokens.get(index)) || tokens.get(index - 1).getType() == WeftParser.LEFT_BRACE;
            if (first && itemAt(index)) {
                return index;
            }
        }
        return 0;
    }

    /// In `a + b c * d` the grammar takes `c` for the beginning of an equation and stops behind it, waiting for `=`. A
    /// person does not, unless `c` begins a line: the mistake is before `c`.
    Sentence withoutAccidentalItem() {
        if (!fault.expects(WeftParser.EQUALS) || at() < 2) {
            return this;
        }
        int index = at() - 1;
        if (tokens.get(index).getType() == WeftParser.RIGHT_BRACKET) {
            while (index > 1 && tokens.get(index).getType() != WeftParser.LEFT_BRACKET) {
                index--;
            }
            index--;
        }
        Token name = tokens.get(index);
        boolean accident = index > 0
                && name.getType() == WeftParser.NAME
                && !Spans.beginsLine(name)
                && endsOperand(tokens.get(index - 1))
                && !Words.beginsItem(tokens.get(index - 1).getType());
        return accident ? new Sentence(tokens, new Fault(name, WeftParser.RULE_sum, new IntervalSet())) : this;
    }

    static boolean opens(int type) {
        return type == WeftParser.LEFT_PAREN || type == WeftParser.LEFT_BRACKET || type == WeftParser.LEFT_BRACE;
    }

    static boolean closes(int type) {
        return type == WeftParser.RIGHT_PAREN || type == WeftParser.RIGHT_BRACKET || type == WeftParser.RIGHT_BRACE;
    }

    static boolean endsOperand(Token token) {
        int type = token.getType();
        return switch (type) {
            case WeftParser.INTEGER,
                    WeftParser.REAL,
                    WeftParser.INF,
                    WeftParser.TRUE,
                    WeftParser.FALSE,
                    WeftParser.RIGHT_PAREN,
                    WeftParser.RIGHT_BRACKET,
                    WeftParser.RIGHT_BRACE -> true;
            default -> Words.name(type);
        };
    }

    static boolean beginsOperand(int type) {
        return switch (type) {
            case WeftParser.INTEGER,
                    WeftParser.REAL,
                    WeftParser.INF,
                    WeftParser.TRUE,
                    WeftParser.FALSE,
                    WeftParser.LEFT_PAREN -> true;
            default -> Words.name(type);
        };
    }

    /// Whether something must follow on the right.
    static boolean wantsOperand(int type) {
        return switch (type) {
            case WeftParser.EQUALS,
                    WeftParser.LESS,
                    WeftParser.LESS_EQUAL,
                    WeftParser.GREATER,
                    WeftParser.GREATER_EQUAL,
                    WeftParser.EQUAL,
                    WeftParser.NOT_EQUAL,
                    WeftParser.PLUS,
                    WeftParser.MINUS,
                    WeftParser.STAR,
                    WeftParser.SLASH,
                    WeftParser.CONTRACT,
                    WeftParser.POWER,
                    WeftParser.DIV,
                    WeftParser.MOD,
                    WeftParser.AND,
                    WeftParser.OR,
                    WeftParser.NOT,
                    WeftParser.IF,
                    WeftParser.THEN,
                    WeftParser.ELSE,
                    WeftParser.WHERE,
                    WeftParser.FOR,
                    WeftParser.RANGE -> true;
            default -> false;
        };
    }
}
