package dev.weft.dsl.syntax;

import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/// Where the grammar could not go on. Never leaves this package: [Blame] finds the words for it.
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Token token;
    private final int rule;
    private final transient IntervalSet expected;

    Fault(Token token, int rule, IntervalSet expected) {
        super("unexpected token", null, false, false);
        this.token = token;
        this.rule = rule;
        this.expected = expected;
    }

    /// The first token that no sentence can have here.
    Token token() {
        return token;
    }

    /// The innermost rule that was being read.
    int rule() {
        return rule;
    }

    /// Whether a sentence could have gone on with this type of token.
    boolean expects(int type) {
        return expected.contains(type);
    }

    /// The only type of token that could have come here, or -2.
    int only() {
        return expected.size() == 1 ? expected.getMinElement() : -2;
    }
}
