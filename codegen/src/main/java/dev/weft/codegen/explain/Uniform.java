package dev.weft.codegen.explain;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/// The value of what is the same for all points of a pair of tiles.
///
/// @param sizes by dimension
/// @param parameters by name
/// @param least the least coordinate of the tiles on each axis; `greatest` likewise
record Uniform(
        Map<String, Integer> sizes, Map<String, Double> parameters, Map<Axis, Long> least, Map<Axis, Long> greatest) {
    Uniform {
        sizes = Map.copyOf(sizes);
        parameters = Map.copyOf(parameters);
        least = Map.copyOf(least);
        greatest = Map.copyOf(greatest);
    }

    /// The same tiles with another range of keys.
    Uniform keys(long first, long last) {
        var low = new java.util.EnumMap<Axis, Long>(least);
        var high = new java.util.EnumMap<Axis, Long>(greatest);
        low.put(Axis.KEY, first);
        high.put(Axis.KEY, last);
        return new Uniform(sizes, parameters, low, high);
    }

    /// Empty where the value reads a table, whose elements are not known here.
    OptionalDouble of(Value value) {
        try {
            return OptionalDouble.of(eval(value));
        } catch (ReadsTable _) {
            return OptionalDouble.empty();
        }
    }

    private double eval(Value value) {
        return switch (value) {
            case Value.Literal(var _, double number) -> number;
            case Value.Size(var dimension) -> Objects.requireNonNull(sizes.get(dimension), dimension);
            case Value.Parameter(var name, var _) -> Objects.requireNonNull(parameters.get(name), name);
            case Value.Bound(Axis axis, var end) ->
                Objects.requireNonNull(end == Value.End.LEAST ? least.get(axis) : greatest.get(axis), axis.letter());
            case Value.Ramp(Axis axis) -> Objects.requireNonNull(least.get(axis), axis.letter());
            case Value.Choose(var _, Value when, Value then, Value otherwise) ->
                eval(when) != 0 ? eval(then) : eval(otherwise);
            case Value.Apply(var _, Op op, List<Value> arguments) -> apply(op, arguments);
            case Value.Extreme _, Value.Cell _, Value.At _, Value.Other _, Value.FeatureSum _ -> throw new ReadsTable();
        };
    }

    private double apply(Op op, List<Value> arguments) {
        double a = eval(arguments.getFirst());
        if ((op == Op.AND && a == 0) || (op == Op.OR && a != 0)) {
            return a == 0 ? 0 : 1;
        }
        double b = eval(arguments.getLast());
        return switch (op) {
            case TO_REAL -> a;
            case NEGATE -> -a;
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case DIV -> Math.floorDiv((long) a, (long) b);
            case MOD -> Math.floorMod((long) a, (long) b);
            case POWER -> Math.pow(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case ABS -> Math.abs(a);
            case SIGN -> Math.signum(a);
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case ROUND -> Math.rint(a);
            case EXP -> Math.exp(a);
            case EXP2, EXP2_BELOW -> Math.pow(2, a);
            case LOG -> Math.log(a);
            case LOG2 -> Math.log(a) / Math.log(2);
            case SQRT -> Math.sqrt(a);
            case RSQRT -> 1 / Math.sqrt(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TANH -> Math.tanh(a);
            case SIGMOID -> 1 / (1 + Math.exp(-a));
            case RELU -> Math.max(0, a);
            case SILU -> a / (1 + Math.exp(-a));
            case SOFTPLUS -> Math.log1p(Math.exp(a));
            case GELU, ERF -> throw new ReadsTable();
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case AND, OR -> b == 0 ? 0 : 1;
            case NOT -> a == 0 ? 1 : 0;
        };
    }

    private static final class ReadsTable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReadsTable() {
            super("not known before run time", null, false, false);
        }
    }
}
