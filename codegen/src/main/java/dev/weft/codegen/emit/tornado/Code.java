package dev.weft.codegen.emit.tornado;

/// A Java expression and how tightly its outermost operator binds, so that parentheses stand only where they must.
record Code(String text, int strength) {
    static final int ATOM = 16;
    static final int UNARY = 14;
    static final int MULTIPLY = 12;
    static final int ADD = 11;
    static final int RELATION = 9;
    static final int EQUALITY = 8;
    static final int AND = 7;
    static final int OR = 5;
    static final int CONDITIONAL = 2;

    static Code atom(String text) {
        return new Code(text, ATOM);
    }

    /// The text, in parentheses where its operator binds less than `least`.
    String within(int least) {
        return strength >= least ? text : "(" + text + ")";
    }

    /// `left sign right`, grouping to the left.
    static Code infix(Code left, String sign, Code right, int strength) {
        return new Code(left.within(strength) + " " + sign + " " + right.within(strength + 1), strength);
    }

    /// `left sign right` for an operator that does not chain.
    static Code compare(Code left, String sign, Code right, int strength) {
        return new Code(left.within(strength + 1) + " " + sign + " " + right.within(strength + 1), strength);
    }

    static Code call(String function, String... arguments) {
        return atom(function + "(" + String.join(", ", arguments) + ")");
    }
}
