package dev.weft.dsl.syntax;

/// The infix operators, loosest first, without the comparisons.
public enum BinaryOperator {
    OR("or"),
    AND("and"),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    DIV("div"),
    MOD("mod"),
    CONTRACT("@"),
    POWER("^");

    private final String symbol;

    BinaryOperator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
