package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Affine;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Signs;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.ArrayList;
import java.util.List;

/// Reads off a condition which keys a tile of rows can need, in closed form. Every key that a row keeps is in a range;
/// a range may hold keys that no row keeps.
record Ranges(Intervals intervals, Value keys) {
    private static final int MOST_RANGES = 4;
    private static final Value ZERO = Values.whole(0);

    List<TileOp.Range> of(Value condition) {
        var ranges = new ArrayList<TileOp.Range>();
        for (var conjuncts : Conditions.alternatives(condition)) {
            add(ranges, range(conjuncts));
        }
        if (ranges.size() > MOST_RANGES) {
            var hull = ranges.stream().reduce(Ranges::hull).orElseThrow();
            return List.of(hull);
        }
        return ranges;
    }

    private TileOp.Range range(List<Value> conjuncts) {
        var low = ZERO;
        var high = keys;
        var open = Values.TRUE;
        for (var conjunct : conjuncts) {
            var range = range(conjunct);
            low = tighter(Op.MAX, low, range.low());
            high = tighter(Op.MIN, high, range.high());
            if (!Children.any(conjunct, Values.ramp(Axis.KEY)::equals)) {
                var may = new Classes(intervals).of(conjunct).may();
                open = Truths.and(open, isUniform(may) ? may : Values.TRUE);
            }
        }
        return new TileOp.Range(low, Truths.choose(open, high, ZERO));
    }

    /// The keys between 0 and the number of keys need not be said: ranges are clipped.
    private Value tighter(Op op, Value bound, Value next) {
        if (isIdle(op, bound)) {
            return next;
        }
        return isIdle(op, next) ? bound : Values.apply(op, bound, next);
    }

    private boolean isIdle(Op op, Value bound) {
        return bound.equals(op == Op.MAX ? ZERO : keys);
    }

    private TileOp.Range range(Value conjunct) {
        var all = new TileOp.Range(ZERO, keys);
        if (!(conjunct instanceof Value.Apply(Kind _, Op op, var of))
                || of.get(0).kind() != Kind.INT) {
            return all;
        }
        return switch (op) {
            case LESS -> below(of.get(0), of.get(1), 1);
            case LESS_EQUAL -> below(of.get(0), of.get(1), 0);
            case EQUAL -> {
                var up = below(of.get(0), of.get(1), 0);
                var down = below(of.get(1), of.get(0), 0);
                yield new TileOp.Range(tighter(Op.MAX, up.low(), down.low()), tighter(Op.MIN, up.high(), down.high()));
            }
            default -> all;
        };
    }

    /// The keys with `a + gap <= b` for some row of the tile.
    private TileOp.Range below(Value a, Value b, int gap) {
        var all = new TileOp.Range(ZERO, keys);
        var difference = Affine.of(b).plus(Affine.of(a), -1).plus(-gap);
        var moving = difference.having(Values.ramp(Axis.KEY)::equals);
        if (moving.terms().size() != 1) {
            return all;
        }
        var term = moving.terms().entrySet().iterator().next();
        var rest = intervals.sum(difference.plus(moving, -1)).high();
        if (!Interval.known(rest) || !isUniform(rest) || term.getKey().size() != 1) {
            return all;
        }
        long factor = Math.abs(term.getValue());
        var count = Values.apply(Op.DIV, rest, Values.whole(factor));
        return bounded(term.getKey().get(0), term.getValue() < 0, count);
    }

    /// The keys with `atom <= count` (`falling`), or with `-atom <= count`.
    private TileOp.Range bounded(Value atom, boolean falling, Value count) {
        if (atom.equals(Values.ramp(Axis.KEY))) {
            return falling
                    ? new TileOp.Range(ZERO, Values.add(count, Values.whole(1)))
                    : new TileOp.Range(Values.negate(count), keys);
        }
        if (atom instanceof Value.Apply(Kind _, Op op, var of)
                && op == Op.DIV
                && Signs.positiveDivisor(of.get(1))
                && isUniform(of.get(1))
                && Affine.of(of.get(0))
                        .having(Values.ramp(Axis.KEY)::equals)
                        .terms()
                        .keySet()
                        .equals(java.util.Set.of(List.of(Values.ramp(Axis.KEY))))) {
            return blocks(of.get(0), of.get(1), falling, count);
        }
        return new TileOp.Range(ZERO, keys);
    }

    /// `inner div width <= count` is `inner <= (count + 1) * width - 1`; `-(inner div width) <= count` is
    /// `-inner <= count * width`.
    private TileOp.Range blocks(Value inner, Value width, boolean falling, Value count) {
        return falling
                ? below(inner, Values.multiply(Values.add(count, Values.whole(1)), width), 1)
                : below(Values.negate(Values.multiply(count, width)), inner, 0);
    }

    /// Ranges that share an end become one.
    private static void add(List<TileOp.Range> ranges, TileOp.Range range) {
        for (int n = 0; n < ranges.size(); n++) {
            var other = ranges.get(n);
            if (other.low().equals(range.low()) || other.high().equals(range.high())) {
                ranges.set(n, hull(other, range));
                return;
            }
        }
        ranges.add(range);
    }

    private static TileOp.Range hull(TileOp.Range a, TileOp.Range b) {
        return new TileOp.Range(Values.min(a.low(), b.low()), Values.max(a.high(), b.high()));
    }

    /// Whether a host can compute it for a tile of rows: nothing that is summarised over the tile.
    private static boolean isUniform(Value value) {
        return !Children.any(value, part -> switch (part) {
            case Value.Extreme _, Value.At _, Value.Other _ -> true;
            case Value.Bound bound -> bound.axis() == Axis.KEY;
            case Value.Ramp ramp -> ramp.axis() != Axis.BATCH;
            default -> false;
        });
    }
}
