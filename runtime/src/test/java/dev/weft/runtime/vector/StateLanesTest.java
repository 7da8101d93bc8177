package dev.weft.runtime.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vectors give what plain loops give, for counts that fill them and counts that do not.
final class StateLanesTest {
    private static final StateLanes LOOPS = StateLanes.loops();
    private static final StateLanes VECTORS = StateLanes.vectors();
    private static final double[] ODD = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0, 1e300, -1e-300, 1, 1e15
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 40, 67})
    void aWholeMatrix(int size) {
        var random = new SplittableRandom(size);
        var a = numbers(random, 3 + size * size);
        var x = numbers(random, 2 + size);
        var b = numbers(random, 1 + size);
        var expected = new double[size + 1];
        var got = new double[size + 1];
        LOOPS.dense(size, a, 3, x, 2, b, 1, expected, 1);
        VECTORS.dense(size, a, 3, x, 2, b, 1, got, 1);
        for (int i = 0; i < size; i++) {
            double sum = b[1 + i];
            for (int j = 0; j < size; j++) {
                sum += a[3 + j * size + i] * x[2 + j];
            }
            assertThat(expected[1 + i]).isCloseTo(sum, within(1e-13));
        }
        assertThat(got).containsExactly(expected, within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 8, 9, 16, 23, 64})
    void numberByNumber(int count) {
        var random = new SplittableRandom(count);
        var a = odd(random, count + 1);
        var x = odd(random, count + 2);
        var b = odd(random, count);
        var expected = new double[count];
        var got = new double[count];
        LOOPS.entries(count, a, 1, x, 2, b, 0, expected, 0);
        VECTORS.entries(count, a, 1, x, 2, b, 0, got, 0);
        assertThat(got).containsExactly(expected);
        LOOPS.less(count, a, 1, x, 2, expected, 0);
        VECTORS.less(count, a, 1, x, 2, got, 0);
        assertThat(got).containsExactly(expected);
        assertThat(VECTORS.farthest(count, a, 1, x, 2)).isEqualTo(LOOPS.farthest(count, a, 1, x, 2));
        assertThat(VECTORS.farthest(count, a, 1, a, 1)).isZero();
        var floats = new float[count + 1];
        for (int at = 0; at <= count; at++) {
            floats[at] = (float) a[at];
        }
        LOOPS.take(count, floats, 1, expected, 0);
        VECTORS.take(count, floats, 1, got, 0);
        assertThat(got).containsExactly(expected);
        LOOPS.takeFinite(count, floats, 1, expected, 0);
        VECTORS.takeFinite(count, floats, 1, got, 0);
        assertThat(got).containsExactly(expected);
        assertThat(got).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 13, 64})
    void statesMoveWithinTheirBounds(int count) {
        var random = new SplittableRandom(count);
        var next = odd(random, count + 1);
        var low = numbers(random, count);
        var high = new double[count];
        for (int at = 0; at < count; at++) {
            high[at] = low[at] + random.nextDouble();
        }
        var before = odd(random, count + 2);
        var expected = before.clone();
        var got = before.clone();
        var moved = new double[count];
        var gotMoved = new double[count];
        LOOPS.move(count, next, 1, low, high, 0, expected, 2, moved, 0);
        VECTORS.move(count, next, 1, low, high, 0, got, 2, gotMoved, 0);
        assertThat(got).containsExactly(expected);
        assertThat(gotMoved).containsExactly(moved);
        for (int at = 0; at < count; at++) {
            double is = next[1 + at];
            assertThat(got[2 + at]).isEqualTo(Double.valueOf(is < low[at] ? low[at] : is > high[at] ? high[at] : is));
        }
    }

    /// Recurrences side by side, so few that vectors hold several steps: any number of steps, some of which do not
    /// fill the last vector, and some of whose slopes are 0 or steep.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void fewRecurrences(int width) {
        for (int steps : new int[] {0, 1, 2, 3, 7, 8, 9, 31, 997}) {
            var random = new SplittableRandom(steps);
            int all = steps * width;
            var a = numbers(random, all + 3);
            for (int at = 0; at < a.length; at++) {
                a[at] *= at % 11 == 4 ? 0 : at % 7 == 1 ? 3 : 1.2;
            }
            var values = numbers(random, all);
            var expected = numbers(random, all + 1);
            var got = expected.clone();
            var low = new double[width];
            var high = new double[width];
            Arrays.fill(low, -1.5);
            Arrays.fill(high, 1.25);
            var moved = numbers(random, width);
            var gotMoved = moved.clone();
            LOOPS.solve(width, steps, a, 3, values, 0, expected, 1, moved, low, high);
            VECTORS.solve(width, steps, a, 3, values, 0, got, 1, gotMoved, low, high);
            assertThat(got).containsExactly(expected, within(1e-12));
            assertThat(gotMoved).containsExactly(moved, within(1e-12));
        }
    }

    private static double[] numbers(SplittableRandom random, int count) {
        return random.doubles(count).map(x -> 2 * x - 1).toArray();
    }

    private static double[] odd(SplittableRandom random, int count) {
        return random.doubles(count)
                .map(x -> x < 0.3 ? ODD[(int) (x / 0.3 * ODD.length)] : 200 * x - 130)
                .toArray();
    }
}
