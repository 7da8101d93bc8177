package dev.weft.runtime.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Vectors over time: recurrences of which so few lie side by side that a vector holds several steps of all of them.
/// The steps of a vector are composed with those before them in it, in as many rounds as the number of steps has
/// digits; from vector to vector one product is waited for.
final class TimeVectors {
    private static final VectorSpecies<Double> NUMBERS = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = NUMBERS.length();

    /// Brings to each lane what is so many lanes before it.
    private static final VectorShuffle<Double>[] BACK = shuffles();

    private TimeVectors() {}

    /// Whether vectors hold several whole steps of so many recurrences.
    static boolean hold(int width) {
        return width < LANES && LANES % width == 0;
    }

    /// Solves as many of the first `steps` as fill whole vectors, and returns how many these are:
    /// see [StateLanes#solve].
    static int solve(
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
        int each = LANES / width;
        var least = repeated(low, width);
        var greatest = repeated(high, width);
        var carried = repeated(moved, width);
        var last = VectorShuffle.fromOp(NUMBERS, lane -> LANES - width + lane % width);
        var back = BACK[width];
        var first = firstLanes(width);
        int step = 0;
        for (; step <= steps - each; step += each) {
            int at = step * width;
            var slope = DoubleVector.fromArray(NUMBERS, a, aAt + at);
            var value = DoubleVector.fromArray(NUMBERS, values, valuesAt + at);
            var was = DoubleVector.fromArray(NUMBERS, state, stateAt + at);
            var product = slope;
            var sum = value.sub(was);
            for (int by = width; by < LANES; by *= 2) {
                var earlier = BACK[by];
                var none = firstLanes(by);
                sum = product.fma(sum.rearrange(earlier).blend(0, none), sum);
                product = finite(product.mul(product.rearrange(earlier).blend(1, none)));
            }
            var all = product.fma(carried, sum);
            var before = all.rearrange(back).blend(carried, first);
            carried = all.rearrange(last);
            var next = slope.fma(before, value);
            next.blend(least, next.compare(VectorOperators.LT, least))
                    .blend(greatest, next.compare(VectorOperators.GT, greatest))
                    .intoArray(state, stateAt + at);
        }
        for (int lane = 0; lane < width; lane++) {
            moved[lane] = carried.lane(lane);
        }
        return step;
    }

    /// An entry beyond all numbers is taken for 0: what has not moved is not to become no number.
    private static DoubleVector finite(DoubleVector product) {
        return product.blend(0, product.sub(product).compare(VectorOperators.NE, 0));
    }

    private static DoubleVector repeated(double[] numbers, int width) {
        var lanes = new double[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = numbers[lane % width];
        }
        return DoubleVector.fromArray(NUMBERS, lanes, 0);
    }

    private static VectorMask<Double> firstLanes(int count) {
        return NUMBERS.indexInRange(0, count);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static VectorShuffle<Double>[] shuffles() {
        var all = new VectorShuffle[LANES];
        for (int by = 0; by < LANES; by++) {
            all[by] = VectorShuffle.iota(NUMBERS, LANES - by, 1, true);
        }
        return all;
    }
}
