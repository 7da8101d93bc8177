package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.emulator.kernels.Faulty;
import dev.weft.emulator.kernels.Sound;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// A seed decides the order of work-items and of iterations: the same seed finds the same ones at fault, others find
/// others, and what is right is right in every order.
@Isolated
final class OrderTest {
    private static final int SEEDS = 20;

    @AfterEach
    void forgetTheSeed() {
        System.clearProperty("weft.emulator.seed");
    }

    @Test
    void aSeedDecidesWhatIsFound() {
        assertThat(found(() ->
                        Runs.execute(Faulty::overwritesWhatIsRead, Runs.ramp(Runs.SIZE), new FloatArray(Runs.SIZE))))
                .hasSizeGreaterThan(3);
    }

    @Test
    void aSeedDecidesWhichIterationsRace() {
        assertThat(found(() -> Runs.execute(
                        new TaskGraph("g").task("t0", Faulty::iterationReadsAnother, Runs.ramp(Runs.SIZE), Runs.SIZE))))
                .hasSizeGreaterThan(3);
    }

    /// The messages of all seeds.
    private static Set<String> found(ThrowingCallable run) {
        var found = new HashSet<String>();
        for (var seed = 0; seed < SEEDS; seed++) {
            System.setProperty("weft.emulator.seed", Integer.toString(seed));
            var message = message(run);
            assertThat(message(run)).isEqualTo(message);
            found.add(message);
        }
        return found;
    }

    private static String message(ThrowingCallable run) {
        var thrown = catchThrowable(run);
        assertThat(thrown).isInstanceOf(KernelFault.class);
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void seedZeroIsAscending() {
        System.setProperty("weft.emulator.seed", "0");
        var message = message(() -> Runs.execute(
                new TaskGraph("g").task("t0", Faulty::iterationReadsAnother, Runs.ramp(Runs.SIZE), Runs.SIZE)));
        assertThat(message)
                .contains("iteration (i = 2) reads index 1 of buffer x (8 elements), which iteration (i = 1) has");
    }

    @Test
    void iterationsAreRightInEveryOrder() {
        for (var seed = 0; seed < SEEDS; seed++) {
            System.setProperty("weft.emulator.seed", Integer.toString(seed));
            var out = new IntArray(2 * Runs.SIZE);
            var strided = new IntArray(Runs.SIZE);
            Runs.execute(new TaskGraph("g")
                    .task("t0", Sound::multiples, out, Runs.SIZE, 2)
                    .task("t1", OrderTest::strides, strided, 1)
                    .transferToHost(DataTransferMode.EVERY_EXECUTION, out, strided));
            assertThat(out.toHeapArray()).containsExactly(0, 0, 0, 1, 2, 2, 0, 3, 4, 4, 0, 5, 6, 6, 0, 7);
            assertThat(strided.toHeapArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    /// No plain loop: the step is a variable.
    static void strides(IntArray out, int by) {
        for (@Parallel int i = 0; i < out.getSize(); i += by) {
            out.set(i, i);
        }
    }

    @Test
    void whatIsRightIsRightInEveryOrder() {
        for (var seed = 0; seed < SEEDS; seed++) {
            System.setProperty("weft.emulator.seed", Integer.toString(seed));
            var out = Runs.execute(Sound::helpers, Runs.ramp(Runs.SIZE), new FloatArray(Runs.SIZE));
            assertThat(out.toHeapArray()).containsExactly(3, 3, 3, 3, 7, 7, 7, 7);
        }
    }
}
