package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.profile.Profile;
import dev.weft.runtime.profile.RunPhase;
import org.junit.jupiter.api.Test;

/// Where the time of a run goes, on the JVM and on TornadoVM (the emulator where there is no SDK).
final class ProfiledTest {
    private static final CausalGqa.Sizes SIZES = new CausalGqa.Sizes(1, 4, 2, 33, 70, 64);

    /// Of a plan's second run.
    private static Profile second(Device device) {
        try (var plan = CausalGqa.on(device).plan(SIZES);
                var q = Tensor.allocate(DType.F32, 1, 4, 33, 64);
                var k = Tensor.allocate(DType.F32, 1, 2, 70, 64);
                var v = Tensor.allocate(DType.F32, 1, 2, 70, 64);
                var o = Tensor.allocate(DType.F32, 1, 4, 33, 64)) {
            plan.run(q, k, v, o);
            plan.run(q, k, v, o);
            return plan.report().profile();
        }
    }

    @Test
    void theJvmTellsThePhasesOfTiles() {
        assertThat(second(Device.jvm(2).profiled()).phases().keySet())
                .containsExactly(RunPhase.ROWS, RunPhase.KEYS, RunPhase.SCORES, RunPhase.SOFTMAX, RunPhase.VALUES);
    }

    @Test
    void tornadoVmTellsCopiesAndKernels() {
        assertThat(second(Device.tornado().profiled()).phases().keySet())
                .containsExactly(RunPhase.COPY_IN, RunPhase.KERNELS, RunPhase.COPY_OUT);
    }

    @Test
    void unaskedTheyTellNothing() {
        assertThat(second(Device.jvm(2)).isEmpty()).isTrue();
        assertThat(second(Device.tornado()).isEmpty()).isTrue();
    }
}
