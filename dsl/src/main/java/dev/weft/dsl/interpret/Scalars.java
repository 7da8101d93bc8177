package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Op;

/// The elementwise operations on doubles.
final class Scalars {
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double LN2 = Math.log(2);

    private Scalars() {}

    /// An operation of one operand; rounded to an i32 for FLOOR, CEIL and ROUND.
    static double unary(Op op, double x) {
        return switch (op) {
            case TO_REAL -> x;
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            // the narrowing saturates, and takes NaN to 0
            case FLOOR -> (int) Math.floor(x);
            case CEIL -> (int) Math.ceil(x);
            case ROUND -> (int) Math.rint(x);
            case EXP -> Math.exp(x);
            case EXP2 -> Math.pow(2, x);
            case LOG -> Math.log(x);
            case LOG2 -> log2(x);
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> sigmoid(x);
            case RELU -> Math.max(x, 0);
            case SILU -> x * sigmoid(x);
            case GELU -> x * Erf.erfc(-x * SQRT_HALF) / 2;
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> Erf.erf(x);
            case NOT -> x == 0 ? 1 : 0;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, DIV, MOD, POWER, MIN, MAX -> throw arity(op);
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR -> throw arity(op);
        };
    }

    /// An operation of two operands. DIV and MOD round toward minus infinity and refuse a divisor of 0.
    static double binary(Op op, double x, double y) {
        return switch (op) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case DIV -> Math.floorDiv((long) x, divisor(y));
            case MOD -> Math.floorMod((long) x, divisor(y));
            case POWER -> Math.pow(x, y);
            case MIN -> Math.min(x, y);
            case MAX -> Math.max(x, y);
            case LESS -> x < y ? 1 : 0;
            case LESS_EQUAL -> x <= y ? 1 : 0;
            case EQUAL -> x == y ? 1 : 0;
            case NOT_EQUAL -> x != y ? 1 : 0;
            case AND -> x != 0 && y != 0 ? 1 : 0;
            case OR -> x != 0 || y != 0 ? 1 : 0;
            case TO_REAL, NEGATE, ABS, SIGN, FLOOR, CEIL, ROUND, NOT -> throw arity(op);
            case EXP, EXP2, LOG, LOG2, SQRT, RSQRT, SIN, COS, TANH -> throw arity(op);
            case SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF -> throw arity(op);
        };
    }

    private static long divisor(double y) {
        if (y == 0) {
            throw new InterpretException("`div` or `mod` by 0");
        }
        return (long) y;
    }

    /// Exact for powers of two.
    private static double log2(double x) {
        if (!(x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY)) {
            return Math.log(x) / LN2;
        }
        int exponent = Math.getExponent(x);
        return exponent + Math.log(Math.scalb(x, -exponent)) / LN2;
    }

    /// Without overflow on either side.
    private static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    private static IllegalStateException arity(Op op) {
        return new IllegalStateException(op + " with a wrong number of operands");
    }
}
