package dev.weft.codegen.emit.facade;

import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A value over sizes and parameters as a spec would write it, for messages: `H div (H div G)`.
final class SpecText {
    private static final int ATOM = 10;
    private static final int UNARY = 8;
    private static final int POWER = 9;
    private static final int MULTIPLY = 7;
    private static final int ADD = 6;
    private static final int COMPARE = 4;
    private static final int NOT = 3;
    private static final int AND = 2;
    private static final int OR = 1;
    private static final int CHOICE = 0;

    private SpecText() {}

    /// `[B, H, 2 * N]`
    static String axes(List<Value> shape) {
        return shape.stream().map(SpecText::of).collect(Collectors.joining(", ", "[", "]"));
    }

    static String of(Value value) {
        return part(value).text();
    }

    private record Part(String text, int strength) {
        String within(int least) {
            return strength >= least ? text : "(" + text + ")";
        }
    }

    private static Part part(Value value) {
        return switch (value) {
            case Value.Literal literal -> literal(literal);
            case Value.Size(var dimension) -> new Part(dimension, ATOM);
            case Value.Parameter parameter -> new Part(parameter.name(), ATOM);
            case Value.Apply apply -> apply(apply.op(), apply.arguments());
            case Value.Choose choose ->
                new Part(
                        "if %s then %s else %s"
                                .formatted(
                                        part(choose.when()).within(OR),
                                        part(choose.then()).within(OR),
                                        part(choose.otherwise()).within(CHOICE)),
                        CHOICE);
            case Value.Ramp _,
                    Value.Bound _,
                    Value.Extreme _,
                    Value.At _,
                    Value.Other _,
                    Value.Cell _,
                    Value.FeatureSum _ ->
                throw new IllegalArgumentException("not over sizes and parameters alone: " + value);
        };
    }

    private static Part literal(Value.Literal literal) {
        var value = literal.value();
        return switch (literal.kind()) {
            case BOOL -> new Part(String.valueOf(value != 0), ATOM);
            case INT -> new Part(String.valueOf((long) value), value < 0 ? UNARY : ATOM);
            case REAL ->
                new Part(
                        Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : String.valueOf(value),
                        value < 0 ? UNARY : ATOM);
        };
    }

    private static Part apply(Op op, List<Value> of) {
        return switch (op) {
            case TO_REAL -> part(of.getFirst());
            case NEGATE -> new Part("-" + part(of.getFirst()).within(POWER), UNARY);
            case NOT -> new Part("not " + part(of.getFirst()).within(NOT), NOT);
            case ADD -> infix("+", ADD, of);
            case SUBTRACT -> infix("-", ADD, of);
            case MULTIPLY -> infix("*", MULTIPLY, of);
            case DIVIDE -> infix("/", MULTIPLY, of);
            case DIV -> infix("div", MULTIPLY, of);
            case MOD -> infix("mod", MULTIPLY, of);
            case POWER -> infix("^", POWER, of);
            case LESS -> infix("<", COMPARE, of);
            case LESS_EQUAL -> infix("<=", COMPARE, of);
            case EQUAL -> infix("==", COMPARE, of);
            case NOT_EQUAL -> infix("!=", COMPARE, of);
            case AND -> infix("and", AND, of);
            case OR -> infix("or", OR, of);
            case MIN,
                    MAX,
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
                    TANH,
                    SIGMOID,
                    RELU,
                    SILU,
                    GELU,
                    SOFTPLUS,
                    ERF ->
                new Part(
                        op.name().toLowerCase(Locale.ROOT)
                                + of.stream().map(SpecText::of).collect(Collectors.joining(", ", "(", ")")),
                        ATOM);
        };
    }

    private static Part infix(String sign, int strength, List<Value> of) {
        return new Part(
                part(of.get(0)).within(strength) + " " + sign + " "
                        + part(of.get(1)).within(strength + 1),
                strength);
    }
}
