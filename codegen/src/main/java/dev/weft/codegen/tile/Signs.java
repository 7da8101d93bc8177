package dev.weft.codegen.tile;

/// What is known about the sign of a value without looking at any input.
public final class Signs {
    private Signs() {}

    /// Whether the value is proved to be at least 0. Sizes and coordinates are.
    public static boolean nonNegative(Value value) {
        return switch (value) {
            case Value.Literal literal -> literal.value() >= 0;
            case Value.Size _, Value.Ramp _, Value.Bound _ -> true;
            case Value.Apply(Kind _, Op op, var of) -> nonNegative(op, of);
            case Value.Choose choose -> nonNegative(choose.then()) && nonNegative(choose.otherwise());
            case Value.Parameter _, Value.Extreme _, Value.At _, Value.Other _, Value.Cell _, Value.FeatureSum _ ->
                false;
        };
    }

    /// Whether the value is proved to be greater than 0. A size that divides is: dividing by 0 is an error at bind.
    public static boolean positiveDivisor(Value value) {
        return switch (value) {
            case Value.Literal literal -> literal.value() > 0;
            case Value.Size _ -> true;
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.MULTIPLY || op == Op.DIV || op == Op.MAX ->
                of.stream().allMatch(Signs::positiveDivisor);
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.TO_REAL || op == Op.SQRT || op == Op.RSQRT -> positiveDivisor(of.get(0));
            case Value.Apply(Kind _, Op op, var _) -> op == Op.EXP || op == Op.EXP2 || op == Op.EXP2_BELOW;
            case Value.Ramp _, Value.Bound _, Value.Choose _ -> false;
            case Value.Parameter _, Value.Extreme _, Value.At _, Value.Other _, Value.Cell _, Value.FeatureSum _ ->
                false;
        };
    }

    private static boolean nonNegative(Op op, java.util.List<Value> of) {
        return switch (op) {
            case ADD, MIN, DIVIDE -> of.stream().allMatch(Signs::nonNegative);
            case MULTIPLY ->
                of.stream().allMatch(Signs::nonNegative) || of.get(0).equals(of.get(1));
            case MAX -> of.stream().anyMatch(Signs::nonNegative);
            case DIV -> nonNegative(of.get(0)) && positiveDivisor(of.get(1));
            case MOD -> positiveDivisor(of.get(1));
            case TO_REAL, FLOOR, CEIL, ROUND, SIGN, TANH, ERF, SILU, GELU -> nonNegative(of.get(0));
            case ABS, EXP, EXP2, EXP2_BELOW, SQRT, RSQRT, SIGMOID, RELU, SOFTPLUS -> true;
            case POWER -> nonNegative(of.get(0));
            case NEGATE, SUBTRACT, LOG, LOG2, SIN, COS -> false;
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> false;
        };
    }
}
