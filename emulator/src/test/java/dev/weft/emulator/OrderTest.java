package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.emulator.kernels.Faulty;
import dev.weft.emulator.kernels.Sound;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/// A seed decides the order of work-items: the same seed finds the same work-items at fault, others
/// find others, and what is right is right in every order.
@Isolated
final class OrderTest {
    private static final int SEEDS = 20;

    @AfterEach
    void forgetTheSeed() {
        System.clearProperty("weft.emulator.seed");
    }

    @Test
    void aSeedDecidesWhatIsFound() {
        var found = new HashSet<String>();
        for (var seed = 0; seed < SEEDS; seed++) {
            System.setProperty("weft.emulator.seed", Integer.toString(seed));
            var message = message();
            assertThat(message()).isEqualTo(message);
            found.add(message);
        }
        assertThat(found).hasSizeGreaterThan(3);
    }

    private static String message() {
        var thrown = catchThrowable(
                () -> Runs.execute(Faulty::overwritesWhatIsRead, Runs.ramp(Runs.SIZE), new FloatArray(Runs.SIZE)));
        assertThat(thrown).isInstanceOf(KernelFault.class);
        return String.valueOf(thrown.getMessage());
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
