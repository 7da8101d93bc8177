package dev.weft.codegen.tile;

/// The operations on numbers, in double precision; BOOL is 0 or 1.
public final class Arithmetic {
    private Arithmetic() {}

    /// `op` of one number.
    public static double of(Op op, double x) {
        return switch (op) {
            case TO_REAL -> x;
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case FLOOR -> whole(Math.floor(x));
            case CEIL -> whole(Math.ceil(x));
            case ROUND -> whole(Math.rint(x));
            case EXP -> Math.exp(x);
            case EXP2, EXP2_BELOW -> Math.pow(2, x);
            case LOG -> Math.log(x);
            case LOG2 -> log2(x);
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case RELU -> Double.isNaN(x) ? x : Math.max(x, 0);
            case SILU -> x / (1 + Math.exp(-x));
            case GELU -> x * (1 + ErrorFunction.of(x / Math.sqrt(2))) / 2;
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> ErrorFunction.of(x);
            case NOT -> 1 - x;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, DIV, MOD, POWER, MIN, MAX -> throw twoOperands(op);
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR -> throw twoOperands(op);
        };
    }

    /// `op` of two numbers.
    public static double of(Op op, double x, double y) {
        return switch (op) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case DIV -> Math.floor(x / y);
            case MOD -> x - y * Math.floor(x / y);
            case POWER -> Math.pow(x, y);
            case MIN -> Math.min(x, y);
            case MAX -> Math.max(x, y);
            case LESS -> truth(x < y);
            case LESS_EQUAL -> truth(x <= y);
            case EQUAL -> truth(x == y);
            case NOT_EQUAL -> truth(x != y);
            case AND -> truth(x != 0 && y != 0);
            case OR -> truth(x != 0 || y != 0);
            case TO_REAL,
                    NEGATE,
                    ABS,
                    SIGN,
                    FLOOR,
                    CEIL,
                    ROUND,
                    EXP,
                    EXP2,
                    EXP2_BELOW,
                    LOG,
                    LOG2,
                    SQRT,
                    RSQRT,
                    SIN,
                    COS,
                    TANH -> throw new IllegalArgumentException(op + " takes one operand");
            case SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF, NOT ->
                throw new IllegalArgumentException(op + " takes one operand");
        };
    }

    /// How many operands `op` takes: 1 or 2.
    public static int operands(Op op) {
        return switch (op) {
            case TO_REAL, NEGATE, ABS, SIGN, FLOOR, CEIL, ROUND, EXP, EXP2, EXP2_BELOW, LOG, LOG2, SQRT, RSQRT -> 1;
            case SIN, COS, TANH, SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF, NOT -> 1;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, DIV, MOD, POWER, MIN, MAX -> 2;
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR -> 2;
        };
    }

    private static double log2(double x) {
        return x > 0 && Double.isFinite(x) && Math.scalb(1.0, Math.getExponent(x)) == x
                ? Math.getExponent(x)
                : Math.log(x) / Math.log(2);
    }

    private static double whole(double x) {
        return Double.isNaN(x) ? 0 : Math.clamp(x, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private static IllegalArgumentException twoOperands(Op op) {
        return new IllegalArgumentException(op + " takes two operands");
    }
}
