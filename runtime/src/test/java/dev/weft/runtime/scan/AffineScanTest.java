package dev.weft.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Composition keeps the order of maps that do not commute, for any cut.
final class AffineScanTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "2, 1", "2, 3", "3, 1", "7, 2"})
    void cutsGiveWhatTheLoopGives(int size, int lanes) {
        var scan = new AffineScan(size, lanes);
        for (int steps : new int[] {1, 2, 3, 31, 32, 33, 127, 1025}) {
            var random = new SplittableRandom(steps);
            var matrices = new double[steps * scan.area()];
            var offsets = new double[steps * scan.width()];
            // Rotations, swaps and signs: magnitudes stay, and the order shows. Some steps forget everything.
            for (int step = 0; step < steps; step++) {
                for (int lane = 0; lane < lanes && step % 11 != 5; lane++) {
                    int turn = random.nextInt(size);
                    for (int i = 0; i < size; i++) {
                        int entry = (i * size + (i + turn) % size) * lanes + lane;
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
                scan.reduce(matrices, offsets, 0, cut, matrix, offset);
                scan.apply(matrix, offset, state, new double[scan.width()], 0, 0, 1);
                var to = new double[steps * scan.width()];
                scan.apply(matrices, offsets, state, to, 0, cut, steps - cut);
                for (int at = cut * scan.width(); at < to.length; at++) {
                    assertThat(to[at]).isCloseTo(expected[at], within(0.0));
                }
                assertThat(state)
                        .containsExactly(
                                Arrays.copyOfRange(expected, (steps - 1) * scan.width(), steps * scan.width()));
            }
        }
    }

    private static double[] loop(AffineScan scan, double[] matrices, double[] offsets, double[] initial, int steps) {
        var states = new double[steps * scan.width()];
        var before = initial.clone();
        for (int step = 0; step < steps; step++) {
            var state = new double[scan.width()];
            for (int lane = 0; lane < scan.lanes(); lane++) {
                for (int i = 0; i < scan.size(); i++) {
                    double sum = offsets[step * scan.width() + i * scan.lanes() + lane];
                    for (int j = 0; j < scan.size(); j++) {
                        sum += matrices[step * scan.area() + (i * scan.size() + j) * scan.lanes() + lane]
                                * before[j * scan.lanes() + lane];
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
