package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Affine;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Signs;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.List;

/// Bounds what a number takes in a row tile and a key tile, from the ends of the tile's coordinates.
///
/// Sums of whole numbers are put in order first, so that a coordinate that cancels does not count. Operations on reals
/// are followed one by one, without reordering: each is monotone, rounded or not. Everything else is unknown.
record Intervals(Reach reach) {
    Interval of(Value value) {
        if (isFixed(value)) {
            return Interval.of(value);
        }
        return switch (value) {
            case Value.Ramp(Axis axis) when axis == Axis.HEAD && reach.oneHead() -> Interval.of(Values.least(axis));
            case Value.Ramp(Axis axis) -> new Interval(Values.least(axis), Values.greatest(axis));
            case Value.Cell cell -> cell(cell);
            case Value.Choose choose -> choice(choose);
            case Value.Apply(Kind kind, Op op, var of)
            when kind == Kind.INT && (op == Op.ADD || op == Op.SUBTRACT || op == Op.NEGATE || op == Op.MULTIPLY) ->
                sum(Affine.of(value));
            case Value.Apply(Kind _, Op op, var of) ->
                of.size() == 1 ? one(op, of(of.get(0))) : two(op, of.get(0), of.get(1));
            case Value.Literal _, Value.Size _, Value.Parameter _, Value.Bound _, Value.Extreme _ -> Interval.of(value);
            case Value.At _, Value.Other _, Value.FeatureSum _ -> Interval.unknown(value.kind());
        };
    }

    /// The interval of a sum of products of whole numbers.
    Interval sum(Affine sum) {
        Value low = Values.whole(sum.constant());
        Value high = low;
        for (var term : sum.terms().entrySet()) {
            var part = product(term.getKey());
            var scaled = term.getValue() < 0 ? part.negate() : part;
            var factor = Values.whole(Math.abs(term.getValue()));
            low = plus(low, scaled.low(), factor);
            high = plus(high, scaled.high(), factor);
        }
        return new Interval(low, high);
    }

    /// Whether the value is the same at all points of a tile, and can be evaluated as it stands.
    private boolean isFixed(Value value) {
        return !Children.any(value, part -> switch (part) {
            case Value.Ramp ramp -> ramp.axis() != Axis.BATCH;
            case Value.At _, Value.Other _ -> true;
            default -> false;
        });
    }

    private static Value plus(Value sum, Value end, Value factor) {
        if (!Interval.known(sum)) {
            return sum;
        }
        return Interval.known(end) ? Values.add(sum, Values.multiply(factor, end)) : end;
    }

    private Interval product(List<Value> atoms) {
        var product = of(atoms.get(0));
        for (var atom : atoms.subList(1, atoms.size())) {
            product = multiply(product, of(atom));
        }
        return product;
    }

    private static Interval multiply(Interval a, Interval b) {
        if (!a.isFinite() || !b.isFinite()) {
            return Interval.unknown(a.low().kind());
        }
        if (a.isSingle() && b.isSingle()) {
            return Interval.of(Values.multiply(a.low(), b.low()));
        }
        if (Signs.nonNegative(a.low()) && Signs.nonNegative(b.low())) {
            return new Interval(Values.multiply(a.low(), b.low()), Values.multiply(a.high(), b.high()));
        }
        if (a.isSingle() && Signs.nonNegative(a.low())) {
            return new Interval(Values.multiply(a.low(), b.low()), Values.multiply(a.low(), b.high()));
        }
        if (b.isSingle()) {
            return a.isSingle() || Signs.nonNegative(b.low()) ? multiply(b, a) : corners(a, b);
        }
        return corners(a, b);
    }

    private static Interval corners(Interval a, Interval b) {
        var ll = Values.multiply(a.low(), b.low());
        var lh = Values.multiply(a.low(), b.high());
        var hl = Values.multiply(a.high(), b.low());
        var hh = Values.multiply(a.high(), b.high());
        return new Interval(
                Values.min(Values.min(ll, lh), Values.min(hl, hh)), Values.max(Values.max(ll, lh), Values.max(hl, hh)));
    }

    /// The extremes of a table that is read along one coordinate.
    private Interval cell(Value.Cell cell) {
        if (cell.kind() == Kind.REAL) {
            return Interval.unknown(Kind.REAL);
        }
        var settled = settle(cell);
        if (isFixed(settled)) {
            return Interval.of(settled);
        }
        var moving = settled.at().stream().filter(index -> !isFixed(index)).toList();
        for (var axis : List.of(Axis.QUERY, Axis.KEY, Axis.HEAD)) {
            var ramp = Values.ramp(axis);
            if (moving.size() == 1
                    && moving.get(0).kind() == Kind.INT
                    && isFixed(Values.subtract(moving.get(0), ramp))) {
                return new Interval(
                        new Value.Extreme(Value.End.LEAST, settled, axis),
                        new Value.Extreme(Value.End.GREATEST, settled, axis));
            }
        }
        return Interval.unknown(cell.kind());
    }

    /// With indices that are the same for the whole tile written without the coordinates of a point.
    private Value.Cell settle(Value.Cell cell) {
        return new Value.Cell(
                cell.tensor(),
                cell.kind(),
                cell.at().stream()
                        .map(index -> {
                            var interval = of(index);
                            return interval.isSingle() ? interval.low() : index;
                        })
                        .toList());
    }

    private Interval choice(Value.Choose choose) {
        var when = new Classes(this).of(choose.when());
        var then = of(choose.then());
        var otherwise = of(choose.otherwise());
        if (when.may().equals(when.must())) {
            return new Interval(
                    Truths.choose(when.may(), then.low(), otherwise.low()),
                    Truths.choose(when.may(), then.high(), otherwise.high()));
        }
        return new Interval(Values.min(then.low(), otherwise.low()), Values.max(then.high(), otherwise.high()));
    }

    private static Interval one(Op op, Interval x) {
        var kind = Values.kind(op, x.low().kind());
        return switch (op) {
            case NEGATE -> x.negate();
            case TO_REAL, FLOOR, CEIL, ROUND -> new Interval(end(op, kind, x.low()), end(op, kind, x.high()));
            case EXP, EXP2, TANH, SIGMOID, RELU, SOFTPLUS, ERF, SIGN -> finite(op, kind, x);
            case LOG, LOG2, SQRT -> finite(op, kind, fromZero(x));
            case RSQRT -> {
                var falling = finite(op, kind, fromZero(x));
                yield x.isFinite() ? falling.exchanged() : falling;
            }
            case ABS -> absolute(kind, x);
            default -> Interval.unknown(kind);
        };
    }

    private static Value end(Op op, Kind kind, Value end) {
        return end instanceof Value.Literal literal && !Interval.known(end)
                ? new Value.Literal(kind, literal.value())
                : Values.apply(op, end);
    }

    private static Interval finite(Op op, Kind kind, Interval x) {
        return x.isFinite()
                ? new Interval(Values.apply(op, x.low()), Values.apply(op, x.high()))
                : Interval.unknown(kind);
    }

    private static Interval fromZero(Interval x) {
        return x.isFinite() && !Signs.nonNegative(x.low())
                ? new Interval(Values.max(x.low(), Values.real(0)), Values.max(x.high(), Values.real(0)))
                : x;
    }

    private static Interval absolute(Kind kind, Interval x) {
        if (!x.isFinite()) {
            return new Interval(
                    new Value.Literal(kind, 0), Interval.unknown(kind).high());
        }
        var zero = new Value.Literal(kind, 0);
        var low = Values.max(Values.max(x.low(), Values.negate(x.high())), zero);
        return new Interval(low, Values.max(Values.negate(x.low()), x.high()));
    }

    private Interval two(Op op, Value left, Value right) {
        var a = of(left);
        var b = of(right);
        var kind = Values.kind(op, left.kind());
        return switch (op) {
            case ADD -> new Interval(plus(a.low(), b.low(), Values.real(1)), plus(a.high(), b.high(), Values.real(1)));
            case SUBTRACT -> {
                var c = b.negate();
                yield new Interval(plus(a.low(), c.low(), Values.real(1)), plus(a.high(), c.high(), Values.real(1)));
            }
            case MULTIPLY -> multiply(a, b);
            case MIN -> new Interval(extremum(op, a.low(), b.low()), extremum(op, a.high(), b.high()));
            case MAX -> new Interval(extremum(op, a.low(), b.low()), extremum(op, a.high(), b.high()));
            case DIV, DIVIDE -> {
                boolean rising = a.isFinite() && b.isSingle() && Signs.positiveDivisor(b.low());
                yield rising
                        ? new Interval(Values.apply(op, a.low(), b.low()), Values.apply(op, a.high(), b.low()))
                        : Interval.unknown(kind);
            }
            case MOD -> modulo(a, b);
            default -> Interval.unknown(kind);
        };
    }

    private static Value extremum(Op op, Value a, Value b) {
        double absorbing = op == Op.MIN ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        if (!Interval.known(a)) {
            return Values.isLiteral(a, absorbing) ? a : b;
        }
        if (!Interval.known(b)) {
            return Values.isLiteral(b, absorbing) ? b : a;
        }
        return Values.apply(op, a, b);
    }

    /// Exact where the interval lies between two multiples.
    private static Interval modulo(Interval a, Interval b) {
        if (!a.isFinite() || !b.isSingle() || !Signs.positiveDivisor(b.low())) {
            return Interval.unknown(Kind.INT);
        }
        var by = b.low();
        var same = Truths.equal(Values.apply(Op.DIV, a.low(), by), Values.apply(Op.DIV, a.high(), by));
        return new Interval(
                Truths.choose(same, Values.apply(Op.MOD, a.low(), by), Values.whole(0)),
                Truths.choose(same, Values.apply(Op.MOD, a.high(), by), Values.subtract(by, Values.whole(1))));
    }
}
