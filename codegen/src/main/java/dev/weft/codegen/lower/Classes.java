package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Affine;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;

/// Tells tiles apart by a condition over pairs: those where it holds nowhere, everywhere, or somewhere.
record Classes(Intervals intervals) {
    /// @param may false proves that the condition holds for no pair of the tile
    /// @param must true proves that it holds for all of them
    record Verdict(Value may, Value must) {
        static final Verdict UNKNOWN = new Verdict(Values.TRUE, Values.FALSE);

        Verdict not() {
            return new Verdict(Truths.not(must), Truths.not(may));
        }

        Verdict and(Verdict other) {
            return new Verdict(Truths.and(may, other.may), Truths.and(must, other.must));
        }

        Verdict or(Verdict other) {
            return new Verdict(Truths.or(may, other.may), Truths.or(must, other.must));
        }

        boolean isKnown() {
            return !equals(UNKNOWN);
        }
    }

    Verdict of(Value condition) {
        return switch (condition) {
            case Value.Literal _, Value.Parameter _ -> new Verdict(condition, condition);
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.AND -> of(of.get(0)).and(of(of.get(1)));
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.OR -> of(of.get(0)).or(of(of.get(1)));
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.NOT -> of(of.get(0)).not();
            case Value.Apply(Kind _, Op op, var of) when op == Op.LESS_EQUAL -> lessEqual(of.get(0), of.get(1));
            case Value.Apply(Kind _, Op op, var of) when op == Op.LESS -> less(of.get(0), of.get(1));
            case Value.Apply(Kind _, Op op, var of) when op == Op.EQUAL -> equal(of.get(0), of.get(1));
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.NOT_EQUAL -> equal(of.get(0), of.get(1)).not();
            case Value.Choose choose -> {
                var when = of(choose.when());
                var then = of(choose.then());
                var otherwise = of(choose.otherwise());
                yield new Verdict(
                        when.and(then).or(when.not().and(otherwise)).may(),
                        when.not().or(then).and(when.or(otherwise)).must());
            }
            case Value.Cell cell -> {
                var interval = intervals.of(cell);
                yield Interval.known(interval.low()) ? new Verdict(interval.high(), interval.low()) : Verdict.UNKNOWN;
            }
            case Value _ -> Verdict.UNKNOWN;
        };
    }

    private Verdict lessEqual(Value a, Value b) {
        if (a.kind() == Kind.INT) {
            var gap = intervals.sum(Affine.of(b).plus(Affine.of(a), -1));
            return new Verdict(
                    Truths.lessEqual(Values.whole(0), gap.high()), Truths.lessEqual(Values.whole(0), gap.low()));
        }
        return compare(Op.LESS_EQUAL, intervals.of(a), intervals.of(b));
    }

    private Verdict less(Value a, Value b) {
        return a.kind() == Kind.INT
                ? lessEqual(Values.add(a, Values.whole(1)), b)
                : compare(Op.LESS, intervals.of(a), intervals.of(b));
    }

    /// Of reals; an end that is not known decides nothing.
    private static Verdict compare(Op op, Interval a, Interval b) {
        boolean may = Interval.known(a.low()) && Interval.known(b.high());
        boolean must = Interval.known(a.high()) && Interval.known(b.low());
        return new Verdict(
                may ? Values.apply(op, a.low(), b.high()) : Values.TRUE,
                must ? Values.apply(op, a.high(), b.low()) : Values.FALSE);
    }

    private Verdict equal(Value a, Value b) {
        return switch (a.kind()) {
            case BOOL -> {
                var left = of(a);
                var right = of(b);
                yield left.and(right).or(left.not().and(right.not()));
            }
            case INT -> lessEqual(a, b).and(lessEqual(b, a));
            case REAL -> {
                var left = intervals.of(a);
                var right = intervals.of(b);
                var below = compare(Op.LESS_EQUAL, left, right);
                yield below.and(compare(Op.LESS_EQUAL, right, left));
            }
        };
    }
}
