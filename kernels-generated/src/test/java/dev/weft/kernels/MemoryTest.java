package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// What a plan takes beside the caller's tensors: O(N · D), never N × N.
final class MemoryTest {
    private static final int N = 16_384;
    private static final int D = 64;

    @Test
    void causalAttentionAllocatesNothingSquare() {
        var sizes = new CausalGqa.Sizes(1, 1, 1, N, N, D);
        try (var q = Tensor.allocate(DType.F32, 1, 1, N, D);
                var k = Tensor.allocate(DType.F32, 1, 1, N, D);
                var v = Tensor.allocate(DType.F32, 1, 1, N, D);
                var o = Tensor.allocate(DType.F32, 1, 1, N, D)) {
            v.set(0, 1);
            long before = live();
            long taken;
            try (var plan = CausalGqa.on(Device.jvm(1)).plan(sizes)) {
                plan.run(q, k, v, o);
                taken = live() - before + plan.report().memory();
            }
            long tensor = 4L * N * D;
            // Packed keys and values, the angles of every position, and the tiles of one worker.
            assertThat(taken).isBetween(2 * tensor, 16 * tensor);
            assertThat(o.get(o.offset(0, 0, N - 1, 0))).isEqualTo(1.0 / N);
        }
    }

    /// Heap bytes in use after a collection: arrays that the plan holds, not the garbage of code that is not compiled yet.
    private static long live() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
