package dev.weft.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.runtime.vector.StateLanes;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of an iterate that a recurrence moves: in strips, where nothing moves, and within bounds.
final class MovedStatesTest {
    /// Each strip of lanes goes its own way, and all of them leave what one does.
    @ParameterizedTest
    @CsvSource({"1, 64, 3", "1, 37, 2", "2, 21, 4", "3, 16, 5"})
    void stripsGiveWhatAllLanesGive(int size, int lanes, int strips) {
        var scan = new AffineScan(size, lanes, StateLanes.vectors());
        int steps = 41;
        var random = new SplittableRandom(4);
        var matrices = AffineScanTest.numbers(random, steps * scan.area());
        var offsets = AffineScanTest.numbers(random, steps * scan.width());
        var initial = AffineScanTest.numbers(random, scan.width());
        var whole = new double[(steps + 1) * scan.width()];
        var moved = initial.clone();
        AffineScanTest.apply(scan, matrices, offsets, moved, whole, 0, steps);
        var cut = new double[whole.length];
        var state = initial.clone();
        var unbounded = new StateBox(scan.width()).from(initial);
        for (int strip = strips - 1; strip >= 0; strip--) {
            int from = AffineScanTest.start(lanes, strips, strip);
            var some = new AffineScan.Strip(from, AffineScanTest.start(lanes, strips, strip + 1) - from);
            scan.apply(matrices, offsets, cut, state, 0, steps, unbounded, some);
        }
        assertThat(cut).containsExactly(whole, within(1e-14));
        assertThat(state).containsExactly(moved, within(1e-14));
    }

    /// Where the state before has not moved, a step gives its value to the bit, however steep it is: also where the
    /// steps are composed, and their product is beyond all numbers.
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 4", "1, 3", "1, 16", "2, 1", "9, 1", "2, 8"})
    void whatHasNotMovedStaysExact(int size, int lanes) {
        for (var numbers : List.of(StateLanes.loops(), StateLanes.vectors())) {
            var scan = new AffineScan(size, lanes, numbers);
            int steps = 29;
            int exact = 23;
            var random = new SplittableRandom(9);
            var matrices = random.doubles((long) steps * scan.area())
                    .map(x -> (x - 0.5) * 1e300)
                    .toArray();
            var values = random.doubles((long) steps * scan.width())
                    .map(x -> 100 * x)
                    .toArray();
            var states = new double[(steps + 1) * scan.width()];
            System.arraycopy(values, 0, states, scan.width(), exact * scan.width());
            var matrix = new double[scan.area()];
            var offset = new double[scan.width()];
            scan.reduce(matrices, values, states, 0, exact, matrix, offset);
            var moved = new double[scan.width()];
            scan.follow(matrix, offset, new double[scan.width()], moved);
            assertThat(moved).containsOnly(0);
            var unbounded = new StateBox(scan.width()).from(states);
            scan.apply(matrices, values, states, moved, 0, steps, unbounded, scan.all());
            int known = (exact + 1) * scan.width();
            assertThat(Arrays.copyOfRange(states, scan.width(), scan.width() + known))
                    .containsExactly(Arrays.copyOf(values, known));
        }
    }

    /// Numbers are clipped to their bounds where they are kept, and not where the next step looks how far they moved.
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "1, 3", "1, 11", "3, 1", "10, 1"})
    void boundsClipWhatIsKept(int size, int lanes) {
        for (var numbers : List.of(StateLanes.loops(), StateLanes.vectors())) {
            var scan = new AffineScan(size, lanes, numbers);
            int steps = 37;
            var random = new SplittableRandom(10);
            var matrices = AffineScanTest.numbers(random, steps * scan.area());
            var offsets = AffineScanTest.numbers(random, steps * scan.width());
            var initial = AffineScanTest.numbers(random, scan.width());
            var expected = AffineScanTest.loop(scan, matrices, offsets, initial, steps);
            var box = new StateBox(scan.width())
                    .between(0, scan.width(), -0.25, 0.125, false)
                    .from(initial);
            var states = new double[(steps + 1) * scan.width()];
            scan.apply(matrices, offsets, states, initial.clone(), 0, steps, box, scan.all());
            for (int at = 0; at < expected.length; at++) {
                double kept = Math.clamp(expected[at], box.low[at % scan.width()], box.high[at % scan.width()]);
                assertThat(states[scan.width() + at]).isCloseTo(kept, within(1e-14));
            }
        }
    }
}
