package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;

/// What a value lies between, at all points of a tile; an end that is not known is infinite.
record Interval(Value low, Value high) {
    static Interval of(Value single) {
        return new Interval(single, single);
    }

    static Interval unknown(Kind kind) {
        return new Interval(
                new Value.Literal(kind, Double.NEGATIVE_INFINITY), new Value.Literal(kind, Double.POSITIVE_INFINITY));
    }

    boolean isSingle() {
        return low.equals(high);
    }

    /// Whether both ends are known.
    boolean isFinite() {
        return known(low) && known(high);
    }

    static boolean known(Value end) {
        return !(end instanceof Value.Literal literal) || Double.isFinite(literal.value());
    }

    Interval negate() {
        return new Interval(opposite(high), opposite(low));
    }

    /// With its ends exchanged, after a falling function.
    Interval exchanged() {
        var least = high;
        var greatest = low;
        return new Interval(least, greatest);
    }

    private static Value opposite(Value end) {
        return end instanceof Value.Literal(Kind kind, double x) ? new Value.Literal(kind, -x) : Values.negate(end);
    }
}
