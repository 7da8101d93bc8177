package dev.weft.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.runtime.vector.StateLanes;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Composition keeps the order of maps that do not commute, for any cut.
final class AffineScanTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1", "1, 2", "1, 4", "1, 5", "1, 19", "2, 1", "2, 3", "2, 9", "3, 1", "7, 2", "8, 1", "13, 1", "37, 1"
    })
    void cutsGiveWhatTheLoopGives(int size, int lanes) {
        for (var numbers : List.of(StateLanes.loops(), StateLanes.vectors())) {
            cutsGiveWhatTheLoopGives(new AffineScan(size, lanes, numbers));
        }
    }

    private static void cutsGiveWhatTheLoopGives(AffineScan scan) {
        int size = scan.size();
        int lanes = scan.lanes();
        for (int steps : new int[] {1, 2, 3, 31, 32, 33, 127, 1025}) {
            var random = new SplittableRandom(steps);
            var matrices = new double[steps * scan.area()];
            var offsets = new double[steps * scan.width()];
            // Rotations, swaps and signs: magnitudes stay, and the order shows. Some steps forget everything.
            for (int step = 0; step < steps; step++) {
                for (int lane = 0; lane < lanes && step % 11 != 5; lane++) {
                    int turn = random.nextInt(size);
                    for (int i = 0; i < size; i++) {
                        int entry = scan.entry(i, (i + turn) % size, lane);
                        matrices[step * scan.area() + entry] = random.nextBoolean() ? 1 : -1;
                    }
                }
                for (int at = 0; at < scan.width(); at++) {
                    offsets[step * scan.width() + at] = random.nextInt(5) - 2;
                }
            }
            var initial =
                    random.doubles(scan.width()).map(x -> Math.rint(8 * x)).toArray();
            var expected = loop(scan, matrices, offsets, initial, steps);
            for (int cut : new int[] {0, 1, steps / 3, steps - 1, steps}) {
                var state = initial.clone();
                var matrix = new double[scan.area()];
                var offset = new double[scan.width()];
                reduce(scan, matrices, offsets, 0, cut, matrix, offset);
                var before = new double[scan.width()];
                scan.follow(matrix, offset, state, before);
                var to = new double[(steps + 1) * scan.width()];
                apply(scan, matrices, offsets, before, to, cut, steps - cut);
                for (int at = cut * scan.width(); at < expected.length; at++) {
                    assertThat(to[scan.width() + at]).isCloseTo(expected[at], within(0.0));
                }
                assertThat(before)
                        .containsExactly(
                                Arrays.copyOfRange(expected, (steps - 1) * scan.width(), steps * scan.width()));
            }
        }
    }

    /// Where the first offset holds the state before already, its matrix does not count (S3).
    @Test
    void theFirstMatrixDoesNotCountFromNothing() {
        var scan = new AffineScan(3, 2);
        int steps = 17;
        var random = new SplittableRandom(3);
        var matrices = numbers(random, steps * scan.area());
        var offsets = numbers(random, steps * scan.width());
        var expected = loop(scan, matrices, offsets, new double[scan.width()], steps);
        for (double first : new double[] {0, 1, -7, 1e300}) {
            Arrays.fill(matrices, 0, scan.area(), first);
            assertThat(inChunks(scan, matrices, offsets, new double[scan.width()], steps, 4, false))
                    .containsExactly(expected, within(1e-9));
        }
    }

    /// Two levels compose no step twice and go along each once (S5). An offset of 1 counts compositions.
    @ParameterizedTest
    @CsvSource({"1, 1", "31, 4", "1024, 8", "1025, 7", "65537, 16"})
    void workIsLinear(int steps, int chunks) {
        var scan = new AffineScan(1, 1);
        var ones = new double[steps];
        Arrays.fill(ones, 1);
        double composed = 0;
        for (int chunk = 0; chunk < chunks - 1; chunk++) {
            var matrix = new double[1];
            var offset = new double[1];
            int from = start(steps, chunks, chunk);
            reduce(scan, ones, ones, from, start(steps, chunks, chunk + 1) - from, matrix, offset);
            composed += offset[0];
        }
        assertThat(composed + chunks).isLessThanOrEqualTo(steps + chunks);
        var states = inChunks(scan, ones, ones, new double[1], steps, chunks, false);
        assertThat(states[steps - 1]).isEqualTo(steps);
    }

    /// Matrices around 1, rounded to f32: the error does not grow (S6).
    @Test
    void errorsStaySmall() {
        int steps = 16_384;
        var scan = new AffineScan(1, 1);
        var random = new SplittableRandom(6);
        var matrices = new double[steps];
        var offsets = new double[steps];
        for (int step = 0; step < steps; step++) {
            double size = (float) random.nextDouble(0.9, 1.05);
            matrices[step] = random.nextBoolean() ? size : -size;
            offsets[step] = (float) random.nextGaussian();
        }
        var expected = loop(scan, matrices, offsets, new double[1], steps);
        for (int chunks : new int[] {1, 2, 7, 64}) {
            var got = inChunks(scan, matrices, offsets, new double[1], steps, chunks, false);
            for (int step = 0; step < steps; step++) {
                double relative = Math.abs(got[step] - expected[step]) / Math.max(1, Math.abs(expected[step]));
                assertThat(relative).isLessThan(1e-10);
            }
        }
    }

    /// The same chunks give the same bits, whichever is done first (S8).
    @Test
    void chunksGiveTheSameBitsInAnyOrder() {
        var scan = new AffineScan(2, 3);
        int steps = 203;
        var random = new SplittableRandom(8);
        var matrices = numbers(random, steps * scan.area());
        var offsets = numbers(random, steps * scan.width());
        var initial = numbers(random, scan.width());
        var once = inChunks(scan, matrices, offsets, initial, steps, 5, false);
        assertThat(inChunks(scan, matrices, offsets, initial, steps, 5, false)).containsExactly(once);
        assertThat(inChunks(scan, matrices, offsets, initial, steps, 5, true)).containsExactly(once);
    }

    /// Maps that do not commute, for lengths that no chunk divides: primes, neighbours of powers of
    /// 2, fewer steps than chunks (S1, S7).
    @ParameterizedTest
    @CsvSource({"1, 1, false", "1, 1, true", "1, 2, true", "1, 3, true", "1, 4, true", "2, 1, true", "3, 2, false"})
    void anyLengthGivesTheLoop(int size, int lanes, boolean vectors) {
        var scan = new AffineScan(size, lanes, vectors ? StateLanes.vectors() : StateLanes.loops());
        for (int steps : new int[] {1, 2, 3, 5, 31, 33, 997, 1023, 1025, 65_537}) {
            var random = new SplittableRandom(steps);
            var matrices = new double[steps * scan.area()];
            for (int row = 0; row < steps * size; row++) {
                // One entry of each row is 1 or -1: numbers stay whole, and nothing is rounded.
                for (int lane = 0; lane < lanes; lane++) {
                    int entry = scan.entry(row % size, random.nextInt(size), lane);
                    matrices[row / size * scan.area() + entry] = random.nextBoolean() ? 1 : -1;
                }
            }
            var offsets = random.doubles((long) steps * scan.width())
                    .map(x -> Math.rint(4 * x) - 2)
                    .toArray();
            var initial =
                    random.doubles(scan.width()).map(x -> Math.rint(8 * x)).toArray();
            var expected = loop(scan, matrices, offsets, initial, steps);
            for (int chunks : new int[] {2, 7, 64}) {
                var got = inChunks(scan, matrices, offsets, initial, steps, chunks, false);
                assertThat(Arrays.mismatch(got, expected))
                        .as("%d steps in %d chunks", steps, chunks)
                        .isEqualTo(-1);
            }
        }
    }

    /// `c after (b after a)` is `(c after b) after a`, and the identity changes nothing on either
    /// side (S2).
    @ParameterizedTest
    @CsvSource({"1, 4", "2, 3", "4, 1"})
    void compositionIsAssociative(int size, int lanes) {
        var scan = new AffineScan(size, lanes);
        var random = new SplittableRandom(11);
        var matrices = numbers(random, 3 * scan.area());
        var offsets = numbers(random, 3 * scan.width());
        var left = new AffineMap(scan);
        reduce(scan, matrices, offsets, 0, 2, left.matrix, left.offset);
        left.then(matrices, 2, offsets, 2);
        var last = new AffineMap(scan);
        reduce(scan, matrices, offsets, 1, 2, last.matrix, last.offset);
        var right = new AffineMap(scan);
        reduce(scan, matrices, offsets, 0, 1, right.matrix, right.offset);
        right.then(last.matrix, 0, last.offset, 0);
        assertThat(right.matrix).containsExactly(left.matrix, within(1e-15));
        assertThat(right.offset).containsExactly(left.offset, within(1e-15));
        var same = new AffineMap(scan);
        scan.identity(same.matrix, same.offset);
        same.then(left.matrix, 0, left.offset, 0);
        assertThat(same.matrix).containsExactly(left.matrix);
        assertThat(same.offset).containsExactly(left.offset);
        var identity = new AffineMap(scan);
        scan.identity(identity.matrix, identity.offset);
        left.then(identity.matrix, 0, identity.offset, 0);
        assertThat(left.matrix).containsExactly(same.matrix);
        assertThat(left.offset).containsExactly(same.offset);
    }

    /// A map with room to compose it with others.
    private static final class AffineMap {
        private final AffineScan scan;
        private final double[] matrix;
        private final double[] offset;

        AffineMap(AffineScan scan) {
            this.scan = scan;
            this.matrix = new double[scan.area()];
            this.offset = new double[scan.width()];
        }

        /// Puts map number `m` behind it, and number `o` of the offsets.
        void then(double[] matrices, int m, double[] offsets, int o) {
            scan.then(
                    matrices,
                    m * scan.area(),
                    offsets,
                    o * scan.width(),
                    matrix,
                    offset,
                    new double[scan.area()],
                    new double[scan.width()]);
        }
    }

    /// Gates of 0 forget everything, and products of small ones leave what a number can hold: nothing is
    /// ever divided by them (S4).
    @Test
    void gatesMayBeZeroAndProductsVanish() {
        var scan = new AffineScan(1, 2);
        int steps = 300;
        var random = new SplittableRandom(5);
        var offsets = numbers(random, steps * scan.width());
        var matrices = new double[steps * scan.area()];
        for (int step = 0; step < steps; step++) {
            matrices[2 * step] = 1e-200;
            matrices[2 * step + 1] = step % 7 == 3 ? 0 : 1.5;
        }
        var initial = new double[] {1e100, -3};
        var expected = loop(scan, matrices, offsets, initial, steps);
        assertThat(Arrays.stream(expected)).allMatch(Double::isFinite);
        for (int chunks : new int[] {2, 3, 41}) {
            var got = inChunks(scan, matrices, offsets, initial, steps, chunks, false);
            for (int at = 0; at < got.length; at++) {
                assertThat(got[at]).isCloseTo(expected[at], within(1e-13 * Math.max(1, Math.abs(expected[at]))));
            }
        }
    }

    /// All states by two levels: a map for each chunk, the states between, the chunks.
    private static double[] inChunks(
            AffineScan scan,
            double[] matrices,
            double[] offsets,
            double[] initial,
            int steps,
            int chunks,
            boolean backward) {
        var maps = new double[chunks][scan.area()];
        var ends = new double[chunks][scan.width()];
        var states = new double[chunks][];
        var to = new double[(steps + 1) * scan.width()];
        for (int turn = 0; turn < chunks; turn++) {
            int chunk = backward ? chunks - 1 - turn : turn;
            int from = start(steps, chunks, chunk);
            reduce(scan, matrices, offsets, from, start(steps, chunks, chunk + 1) - from, maps[chunk], ends[chunk]);
        }
        var state = initial;
        for (int chunk = 0; chunk < chunks; chunk++) {
            states[chunk] = state.clone();
            var next = new double[scan.width()];
            scan.follow(maps[chunk], ends[chunk], state, next);
            state = next;
        }
        for (int turn = 0; turn < chunks; turn++) {
            int chunk = backward ? chunks - 1 - turn : turn;
            int from = start(steps, chunks, chunk);
            apply(scan, matrices, offsets, states[chunk], to, from, start(steps, chunks, chunk + 1) - from);
        }
        return Arrays.copyOfRange(to, scan.width(), to.length);
    }

    /// Around an iterate of nothing but 0, how far states move is what they are.
    private static void reduce(
            AffineScan scan,
            double[] matrices,
            double[] offsets,
            int from,
            int count,
            double[] matrix,
            double[] offset) {
        scan.reduce(matrices, offsets, new double[(from + count + 1) * scan.width()], from, count, matrix, offset);
    }

    static void apply(
            AffineScan scan, double[] matrices, double[] offsets, double[] state, double[] to, int from, int count) {
        var unbounded = new StateBox(scan.width()).from(new double[scan.width()]);
        scan.apply(matrices, offsets, to, state, from, count, unbounded, scan.all());
    }

    static int start(int steps, int chunks, int chunk) {
        return (int) ((long) steps * chunk / chunks);
    }

    static double[] numbers(SplittableRandom random, int count) {
        return random.doubles(count).map(x -> x - 0.5).toArray();
    }

    static double[] loop(AffineScan scan, double[] matrices, double[] offsets, double[] initial, int steps) {
        var states = new double[steps * scan.width()];
        var before = initial.clone();
        for (int step = 0; step < steps; step++) {
            var state = new double[scan.width()];
            for (int lane = 0; lane < scan.lanes(); lane++) {
                for (int i = 0; i < scan.size(); i++) {
                    double sum = offsets[step * scan.width() + i * scan.lanes() + lane];
                    for (int j = 0; j < scan.size(); j++) {
                        sum += matrices[step * scan.area() + scan.entry(i, j, lane)] * before[j * scan.lanes() + lane];
                    }
                    state[i * scan.lanes() + lane] = sum;
                }
            }
            System.arraycopy(state, 0, states, step * scan.width(), scan.width());
            before = state;
        }
        return states;
    }
}
