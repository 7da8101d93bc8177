package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.StateRange;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import java.util.Arrays;
import java.util.Map;

/// What a state lies between after a step, read off its equation: functions that are bounded (`tanh`,
/// `sigmoid`), and means of such and of the state before, whose weights are at least 0 and at most 1
/// together.
///
/// What is proved holds in exact arithmetic; a rounded result may be outside by its rounding.
///
/// @param own the state before the step
/// @param known the other tiles whose range is known
record StateRanges(Tile own, Map<Tile, StateRange> known) {
    StateRanges {
        known = Map.copyOf(known);
    }

    /// The range of the state that `next` is assigned to.
    StateRange of(Value next) {
        return hull(next).range();
    }

    /// Everything between `low` and `high`, and, where `own` holds, between them and the state before.
    /// `low` is above `high` where nothing but the state before is meant.
    private record Hull(double low, double high, boolean own) {
        static final Hull ALL = new Hull(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
        static final Hull OWN = new Hull(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);
        static final Hull UNIT = new Hull(0, 1, false);
        static final Hull SIGNED = new Hull(-1, 1, false);

        static Hull of(double value) {
            return new Hull(value, value, false);
        }

        Hull with(Hull other) {
            return new Hull(Math.min(low, other.low), Math.max(high, other.high), own || other.own);
        }

        /// The same as an interval alone.
        Hull interval() {
            return own ? ALL : this;
        }

        boolean isWeight() {
            return !own && low >= 0 && high <= 1;
        }

        /// A state that nothing else is put into stays where it started.
        StateRange range() {
            if (own && low > high) {
                return StateRange.UNKNOWN;
            }
            return new StateRange(low, high, own);
        }
    }

    private Hull hull(Value value) {
        return switch (value) {
            case Value.Literal literal -> Hull.of(literal.value());
            case Value.At(Tile tile) when tile.equals(own) -> Hull.OWN;
            case Value.At(Tile tile) -> known(tile);
            case Value.Choose choose -> hull(choose.then()).with(hull(choose.otherwise()));
            case Value.Apply apply ->
                apply.arguments().size() == 1
                        ? one(apply.op(), apply.arguments().getFirst())
                        : two(
                                apply.op(),
                                apply.arguments().getFirst(),
                                apply.arguments().getLast());
            case Value.Size _,
                    Value.Parameter _,
                    Value.Ramp _,
                    Value.Bound _,
                    Value.Extreme _,
                    Value.Other _,
                    Value.Cell _,
                    Value.FeatureSum _ -> Hull.ALL;
        };
    }

    private Hull known(Tile tile) {
        var range = known.getOrDefault(tile, StateRange.UNKNOWN);
        return range.start() ? Hull.ALL : new Hull(range.low(), range.high(), false);
    }

    private Hull one(Op op, Value of) {
        var x = hull(of).interval();
        return switch (op) {
            case TANH, ERF, SIN, COS, SIGN -> Hull.SIGNED;
            case SIGMOID -> Hull.UNIT;
            case EXP, EXP2, EXP2_BELOW, SOFTPLUS, SQRT, RSQRT -> new Hull(0, Double.POSITIVE_INFINITY, false);
            case RELU -> new Hull(Math.max(0, x.low), Math.max(0, x.high), false);
            case ABS -> new Hull(0, Math.max(-x.low, x.high), false);
            case NEGATE -> new Hull(-x.high, -x.low, false);
            case TO_REAL -> x;
            case FLOOR, CEIL, ROUND -> new Hull(Math.floor(x.low), Math.ceil(x.high), false);
            default -> Hull.ALL;
        };
    }

    private Hull two(Op op, Value left, Value right) {
        var a = hull(left).interval();
        var b = hull(right).interval();
        return switch (op) {
            case ADD -> sum(left, right, a, b);
            case SUBTRACT -> new Hull(a.low - b.high, a.high - b.low, false);
            case MULTIPLY -> product(a, b);
            case MIN -> new Hull(Math.min(a.low, b.low), Math.min(a.high, b.high), false);
            case MAX -> new Hull(Math.max(a.low, b.low), Math.max(a.high, b.high), false);
            default -> Hull.ALL;
        };
    }

    private Hull sum(Value left, Value right, Hull a, Hull b) {
        if (left instanceof Value.Apply(var _, Op leftOp, var ofLeft)
                && right instanceof Value.Apply(var _, Op rightOp, var ofRight)
                && leftOp == Op.MULTIPLY
                && rightOp == Op.MULTIPLY) {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    if (areWeights(ofLeft.get(i), ofRight.get(j))) {
                        return mean(ofLeft.get(i), ofRight.get(j), hull(ofLeft.get(1 - i)), hull(ofRight.get(1 - j)));
                    }
                }
            }
        }
        return new Hull(a.low + b.low, a.high + b.high, false);
    }

    /// Whether two weights are at least 0 and at most 1 together.
    private boolean areWeights(Value a, Value b) {
        return hull(a).isWeight()
                && hull(b).isWeight()
                && (completes(a, b) || completes(b, a) || hull(a).high + hull(b).high <= 1);
    }

    private static Hull mean(Value a, Value b, Hull x, Hull y) {
        boolean whole = completes(a, b) || completes(b, a);
        return whole ? x.with(y) : x.with(y).with(Hull.of(0));
    }

    /// Whether `b` is `1 - a`.
    private static boolean completes(Value a, Value b) {
        return b instanceof Value.Apply(var _, Op op, var of)
                && op == Op.SUBTRACT
                && of.getFirst() instanceof Value.Literal one
                && one.value() == 1
                && of.getLast().equals(a);
    }

    private static Hull product(Hull a, Hull b) {
        double[] corners = {times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)};
        return new Hull(
                Arrays.stream(corners).min().orElseThrow(),
                Arrays.stream(corners).max().orElseThrow(),
                false);
    }

    /// An end that is infinite stands for numbers, of which 0 times any is 0.
    private static double times(double x, double y) {
        return x == 0 || y == 0 ? 0 : x * y;
    }
}
