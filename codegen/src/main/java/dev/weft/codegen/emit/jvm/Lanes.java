package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import java.util.Set;

/// The operations as methods of vectors.
final class Lanes {
    private static final Set<Op> COMMUTE =
            Set.of(Op.ADD, Op.MULTIPLY, Op.MIN, Op.MAX, Op.EQUAL, Op.NOT_EQUAL, Op.AND, Op.OR);

    private Lanes() {}

    /// Whether the operands may be exchanged.
    static boolean commutes(Op op) {
        return COMMUTE.contains(op);
    }

    static String unary(Names names, Op op, Kind kind, String a) {
        return switch (op) {
            case TO_REAL -> "((FloatVector) " + a + ".convert(VectorOperators.I2F, 0))";
            case NEGATE -> a + ".neg()";
            case ABS -> a + ".abs()";
            case NOT -> a + ".not()";
            case SQRT -> a + ".sqrt()";
            case RSQRT -> "FloatVector.broadcast(REALS, 1f).div(" + a + ".sqrt())";
            case EXP -> names.lanes() + ".exp(" + a + ")";
            case EXP2 -> names.lanes() + ".exp2(" + a + ")";
            case EXP2_BELOW -> names.lanes() + ".exp2Below(" + a + ")";
            case LOG -> a + ".lanewise(VectorOperators.LOG)";
            case LOG2 -> a + ".lanewise(VectorOperators.LOG).mul(1.442695f)";
            case SIN -> a + ".lanewise(VectorOperators.SIN)";
            case COS -> a + ".lanewise(VectorOperators.COS)";
            case TANH -> names.lanes() + ".tanh(" + a + ")";
            case SIGMOID -> names.lanes() + ".sigmoid(" + a + ")";
            case SILU -> a + ".mul(" + names.lanes() + ".sigmoid(" + a + "))";
            case RELU -> a + ".max(0f)";
            case SOFTPLUS ->
                a + ".max(0f).add(" + names.lanes() + ".exp(" + a + ".abs().neg()).lanewise(VectorOperators.LOG1P))";
            default -> throw new IllegalStateException("weave: no vector form of " + op + " of " + kind);
        };
    }

    static String binary(Op op, Kind kind, String a, String b) {
        var real = kind == Kind.REAL;
        return switch (op) {
            case ADD -> a + ".add(" + b + ")";
            case SUBTRACT -> a + ".sub(" + b + ")";
            case MULTIPLY -> a + ".mul(" + b + ")";
            case DIVIDE -> a + ".div(" + b + ")";
            case MIN -> a + ".min(" + b + ")";
            case MAX -> a + ".max(" + b + ")";
            case POWER -> b.equals("2.0f") ? square(a) : a + ".lanewise(VectorOperators.POW, " + b + ")";
            case LESS -> compare(a, "LT", b, real);
            case LESS_EQUAL -> compare(a, "LE", b, real);
            case EQUAL -> compare(a, "EQ", b, real);
            case NOT_EQUAL -> compare(a, "NE", b, real);
            default -> throw new IllegalStateException("weave: no vector form of " + op);
        };
    }

    private static String square(String a) {
        return a + ".mul(" + a + ")";
    }

    private static String compare(String a, String operator, String b, boolean real) {
        return a + ".compare(VectorOperators." + operator + ", " + b + ")" + (real ? "" : ".cast(REALS)");
    }

    static String logical(Op op, String a, String b) {
        return switch (op) {
            case AND -> a + ".and(" + b + ")";
            case OR -> a + ".or(" + b + ")";
            case EQUAL -> a + ".eq(" + b + ")";
            case NOT_EQUAL -> a + ".xor(" + b + ")";
            default -> throw new IllegalStateException("weave: no mask form of " + op);
        };
    }

    /// DIV and MOD by 2^shift: right for negatives, too.
    static String powerOfTwo(Op op, String a, int shift) {
        return op == Op.DIV
                ? a + ".lanewise(VectorOperators.ASHR, " + shift + ")"
                : a + ".and(" + ((1 << shift) - 1) + ")";
    }
}
