package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// The scalar operations as Java expressions.
final class Operations {
    private Operations() {}

    /// One operation on operands that are already written.
    ///
    /// @param real the type reals have here
    static String scalar(Names names, Value.Apply apply, List<String> on, String real) {
        var a = on.get(0);
        var b = on.size() > 1 ? on.get(1) : "";
        var cast = real.equals("double") ? "" : "(float) ";
        return switch (apply.op()) {
            case TO_REAL -> "(" + real + ") " + a;
            case NEGATE -> "-" + a;
            case ADD -> a + " + " + b;
            case SUBTRACT -> a + " - " + b;
            case MULTIPLY -> a + " * " + b;
            case DIVIDE -> a + " / " + b;
            case DIV -> "Math.floorDiv(" + a + ", " + b + ")";
            case MOD -> "Math.floorMod(" + a + ", " + b + ")";
            case POWER -> cast + "Math.pow(" + a + ", " + b + ")";
            case MIN -> "Math.min(" + a + ", " + b + ")";
            case MAX -> "Math.max(" + a + ", " + b + ")";
            case ABS -> "Math.abs(" + a + ")";
            case SIGN -> apply.kind() == Kind.INT ? "Integer.signum(" + a + ")" : "Math.signum(" + a + ")";
            case FLOOR -> "(int) Math.floor(" + a + ")";
            case CEIL -> "(int) Math.ceil(" + a + ")";
            case ROUND -> "(int) Math.rint(" + a + ")";
            case EXP -> cast + "Math.exp(" + a + ")";
            case EXP2, EXP2_BELOW -> (real.equals("double") ? "Reals" : "FloatMath") + ".exp2(" + a + ")";
            case LOG -> cast + "Math.log(" + a + ")";
            case LOG2 -> cast + "(Math.log(" + a + ") * 1.4426950408889634)";
            case SQRT -> cast + "Math.sqrt(" + a + ")";
            case RSQRT -> cast + "(1 / Math.sqrt(" + a + "))";
            case SIN -> cast + "Math.sin(" + a + ")";
            case COS -> cast + "Math.cos(" + a + ")";
            case TANH -> cast + "Math.tanh(" + a + ")";
            case SIGMOID -> cast + "Reals.sigmoid(" + a + ")";
            case RELU -> "Math.max(" + a + ", 0)";
            case SILU -> cast + "Reals.silu(" + a + ")";
            case GELU -> cast + "Reals.gelu(" + a + ")";
            case SOFTPLUS -> cast + "Reals.softplus(" + a + ")";
            case ERF -> cast + "Reals.erf(" + a + ")";
            case LESS -> a + " < " + b;
            case LESS_EQUAL -> a + " <= " + b;
            case EQUAL -> a + " == " + b;
            case NOT_EQUAL -> a + " != " + b;
            case AND -> a + " && " + b;
            case OR -> a + " || " + b;
            case NOT -> "!" + a;
        };
    }
}
