package dev.weft.runtime.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The widest vectors over the numbers of a state. What fills no vector is done by plain loops, or, in matrices, by a
/// last vector that ends where the rows do and computes some of them once more.
public record StateVectors() implements StateLanes {
    private static final VectorSpecies<Double> NUMBERS = DoubleVector.SPECIES_PREFERRED;

    /// As many floats, in vectors half as wide.
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(NUMBERS.vectorBitSize() / 2));

    private static final int LANES = NUMBERS.length();
    private static final StateLoops REST = new StateLoops();

    @Override
    public void dense(int size, double[] a, int aAt, double[] x, int xAt, double[] b, int bAt, double[] to, int toAt) {
        if (size < LANES) {
            REST.dense(size, a, aAt, x, xAt, b, bAt, to, toAt);
            return;
        }
        var i = 0;
        for (; i <= size - 4 * LANES; i += 4 * LANES) {
            fourVectors(size, a, aAt + i, x, xAt, b, bAt + i, to, toAt + i);
        }
        for (; i < size; i += LANES) {
            var at = Math.min(i, size - LANES);
            oneVector(size, a, aAt + at, x, xAt, b, bAt + at, to, toAt + at);
        }
    }

    /// Rows of four vectors, and two sums of each: enough that none waits for another.
    private static void fourVectors(
            int size, double[] a, int aAt, double[] x, int xAt, double[] b, int bAt, double[] to, int toAt) {
        var even0 = DoubleVector.fromArray(NUMBERS, b, bAt);
        var even1 = DoubleVector.fromArray(NUMBERS, b, bAt + LANES);
        var even2 = DoubleVector.fromArray(NUMBERS, b, bAt + 2 * LANES);
        var even3 = DoubleVector.fromArray(NUMBERS, b, bAt + 3 * LANES);
        var odd0 = DoubleVector.zero(NUMBERS);
        var odd1 = DoubleVector.zero(NUMBERS);
        var odd2 = DoubleVector.zero(NUMBERS);
        var odd3 = DoubleVector.zero(NUMBERS);
        var j = 0;
        for (; j < size - 1; j += 2) {
            var column = aAt + j * size;
            var by = DoubleVector.broadcast(NUMBERS, x[xAt + j]);
            even0 = by.fma(DoubleVector.fromArray(NUMBERS, a, column), even0);
            even1 = by.fma(DoubleVector.fromArray(NUMBERS, a, column + LANES), even1);
            even2 = by.fma(DoubleVector.fromArray(NUMBERS, a, column + 2 * LANES), even2);
            even3 = by.fma(DoubleVector.fromArray(NUMBERS, a, column + 3 * LANES), even3);
            var next = column + size;
            var nextBy = DoubleVector.broadcast(NUMBERS, x[xAt + j + 1]);
            odd0 = nextBy.fma(DoubleVector.fromArray(NUMBERS, a, next), odd0);
            odd1 = nextBy.fma(DoubleVector.fromArray(NUMBERS, a, next + LANES), odd1);
            odd2 = nextBy.fma(DoubleVector.fromArray(NUMBERS, a, next + 2 * LANES), odd2);
            odd3 = nextBy.fma(DoubleVector.fromArray(NUMBERS, a, next + 3 * LANES), odd3);
        }
        if (j < size) {
            var column = aAt + j * size;
            var by = DoubleVector.broadcast(NUMBERS, x[xAt + j]);
            even0 = by.fma(DoubleVector.fromArray(NUMBERS, a, column), even0);
            even1 = by.fma(DoubleVector.fromArray(NUMBERS, a, column + LANES), even1);
            even2 = by.fma(DoubleVector.fromArray(NUMBERS, a, column + 2 * LANES), even2);
            even3 = by.fma(DoubleVector.fromArray(NUMBERS, a, column + 3 * LANES), even3);
        }
        even0.add(odd0).intoArray(to, toAt);
        even1.add(odd1).intoArray(to, toAt + LANES);
        even2.add(odd2).intoArray(to, toAt + 2 * LANES);
        even3.add(odd3).intoArray(to, toAt + 3 * LANES);
    }

    /// Rows of one vector, and four sums.
    private static void oneVector(
            int size, double[] a, int aAt, double[] x, int xAt, double[] b, int bAt, double[] to, int toAt) {
        var sum0 = DoubleVector.fromArray(NUMBERS, b, bAt);
        var sum1 = DoubleVector.zero(NUMBERS);
        var sum2 = DoubleVector.zero(NUMBERS);
        var sum3 = DoubleVector.zero(NUMBERS);
        var j = 0;
        for (; j < size - 3; j += 4) {
            var column = aAt + j * size;
            sum0 = DoubleVector.fromArray(NUMBERS, a, column).fma(DoubleVector.broadcast(NUMBERS, x[xAt + j]), sum0);
            sum1 = DoubleVector.fromArray(NUMBERS, a, column + size)
                    .fma(DoubleVector.broadcast(NUMBERS, x[xAt + j + 1]), sum1);
            sum2 = DoubleVector.fromArray(NUMBERS, a, column + 2 * size)
                    .fma(DoubleVector.broadcast(NUMBERS, x[xAt + j + 2]), sum2);
            sum3 = DoubleVector.fromArray(NUMBERS, a, column + 3 * size)
                    .fma(DoubleVector.broadcast(NUMBERS, x[xAt + j + 3]), sum3);
        }
        for (; j < size; j++) {
            sum1 = DoubleVector.fromArray(NUMBERS, a, aAt + j * size)
                    .fma(DoubleVector.broadcast(NUMBERS, x[xAt + j]), sum1);
        }
        sum0.add(sum2).add(sum1.add(sum3)).intoArray(to, toAt);
    }

    @Override
    public void entries(
            int count, double[] a, int aAt, double[] x, int xAt, double[] b, int bAt, double[] to, int toAt) {
        var at = 0;
        for (; at <= count - LANES; at += LANES) {
            DoubleVector.fromArray(NUMBERS, a, aAt + at)
                    .mul(DoubleVector.fromArray(NUMBERS, x, xAt + at))
                    .add(DoubleVector.fromArray(NUMBERS, b, bAt + at))
                    .intoArray(to, toAt + at);
        }
        if (at < count) {
            REST.entries(count - at, a, aAt + at, x, xAt + at, b, bAt + at, to, toAt + at);
        }
    }

    @Override
    public void less(int count, double[] a, int aAt, double[] b, int bAt, double[] to, int toAt) {
        var at = 0;
        for (; at <= count - LANES; at += LANES) {
            DoubleVector.fromArray(NUMBERS, a, aAt + at)
                    .sub(DoubleVector.fromArray(NUMBERS, b, bAt + at))
                    .intoArray(to, toAt + at);
        }
        if (at < count) {
            REST.less(count - at, a, aAt + at, b, bAt + at, to, toAt + at);
        }
    }

    @Override
    public void move(
            int count,
            double[] next,
            int nextAt,
            double[] low,
            double[] high,
            int boundsAt,
            double[] state,
            int stateAt,
            double[] moved,
            int movedAt) {
        var at = 0;
        for (; at <= count - LANES; at += LANES) {
            var is = DoubleVector.fromArray(NUMBERS, next, nextAt + at);
            is.sub(DoubleVector.fromArray(NUMBERS, state, stateAt + at)).intoArray(moved, movedAt + at);
            var least = DoubleVector.fromArray(NUMBERS, low, boundsAt + at);
            var greatest = DoubleVector.fromArray(NUMBERS, high, boundsAt + at);
            is.blend(least, is.compare(VectorOperators.LT, least))
                    .blend(greatest, is.compare(VectorOperators.GT, greatest))
                    .intoArray(state, stateAt + at);
        }
        if (at < count) {
            REST.move(
                    count - at, next, nextAt + at, low, high, boundsAt + at, state, stateAt + at, moved, movedAt + at);
        }
    }

    @Override
    public void solve(
            int width,
            int steps,
            double[] a,
            int aAt,
            double[] values,
            int valuesAt,
            double[] state,
            int stateAt,
            double[] moved,
            double[] low,
            double[] high) {
        var done = TimeVectors.hold(width)
                ? TimeVectors.solve(width, steps, a, aAt, values, valuesAt, state, stateAt, moved, low, high)
                : 0;
        var at = done * width;
        REST.solve(width, steps - done, a, aAt + at, values, valuesAt + at, state, stateAt + at, moved, low, high);
    }

    @Override
    public double farthest(int count, double[] was, int wasAt, double[] is, int isAt) {
        var farthest = DoubleVector.zero(NUMBERS);
        var at = 0;
        for (; at <= count - LANES; at += LANES) {
            var before = DoubleVector.fromArray(NUMBERS, was, wasAt + at);
            var now = DoubleVector.fromArray(NUMBERS, is, isAt + at);
            var size = now.abs();
            var far = now.sub(before).abs().div(size.blend(1, size.compare(VectorOperators.LT, 1)));
            // What is no number where both are none, or one and the same infinity, is 0, and infinite elsewhere.
            var same = now.eq(before)
                    .or(now.compare(VectorOperators.NE, now).and(before.compare(VectorOperators.NE, before)));
            var none = far.compare(VectorOperators.NE, far);
            far = far.blend(Double.POSITIVE_INFINITY, none).blend(0, same);
            farthest = farthest.blend(far, far.compare(VectorOperators.GT, farthest));
        }
        var most = at == 0 ? 0 : farthest.reduceLanes(VectorOperators.MAX);
        return at == count ? most : Math.max(most, REST.farthest(count - at, was, wasAt + at, is, isAt + at));
    }

    private static DoubleVector wide(float[] from, int at) {
        return (DoubleVector) FloatVector.fromArray(FLOATS, from, at).convertShape(VectorOperators.F2D, NUMBERS, 0);
    }

    @Override
    public void take(int count, float[] from, int fromAt, double[] to, int toAt) {
        var at = 0;
        for (; at <= count - LANES; at += LANES) {
            wide(from, fromAt + at).intoArray(to, toAt + at);
        }
        for (; at < count; at++) {
            to[toAt + at] = from[fromAt + at];
        }
    }

    @Override
    public void takeFinite(int count, float[] from, int fromAt, double[] to, int toAt) {
        var at = 0;
        for (; at <= count - LANES; at += LANES) {
            var numbers = wide(from, fromAt + at);
            numbers.blend(0, numbers.sub(numbers).compare(VectorOperators.NE, 0))
                    .intoArray(to, toAt + at);
        }
        if (at < count) {
            REST.takeFinite(count - at, from, fromAt + at, to, toAt + at);
        }
    }
}
