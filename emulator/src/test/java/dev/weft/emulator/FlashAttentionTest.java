package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.emulator.kernels.FlashAttention;
import java.util.Random;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid2D;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/// A kernel with all that such kernels have: tiles in local memory, barriers, private accumulators.
final class FlashAttentionTest {
    private static final int HEADS = 2;
    private static final int N = 64;
    private static final int D = FlashAttention.D;
    private static final float SCALE = 0.125f;

    @Test
    void computesAttention() throws Exception {
        var q = random(1);
        var k = random(2);
        var v = random(3);
        var o = new FloatArray(HEADS * N * D);
        var graph = new TaskGraph("attention")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, q, k, v)
                .task("attend", FlashAttention::attend, new KernelContext(), q, k, v, o, N, SCALE)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, o);
        var grid = new WorkerGrid2D(N / FlashAttention.ROWS * FlashAttention.ITEMS, HEADS);
        grid.setLocalWork(FlashAttention.ITEMS, 1, 1);
        try (var plan = new TornadoExecutionPlan(graph.snapshot())) {
            plan.withGridScheduler(new GridScheduler("attention.attend", grid)).execute();
        }
        for (var head = 0; head < HEADS; head++) {
            for (var i = 0; i < N; i++) {
                var expected = row(q, k, v, head * N, i);
                for (var d = 0; d < D; d++) {
                    assertThat((double) o.get((head * N + i) * D + d)).isEqualTo(expected[d], within(1e-5));
                }
            }
        }
    }

    private static double[] row(FloatArray q, FloatArray k, FloatArray v, int base, int i) {
        var out = new double[D];
        var sum = 0.0;
        for (var j = 0; j <= i; j++) {
            var s = 0.0;
            for (var d = 0; d < D; d++) {
                s += (double) q.get((base + i) * D + d) * k.get((base + j) * D + d) * SCALE;
            }
            var p = Math.exp(s);
            sum += p;
            for (var d = 0; d < D; d++) {
                out[d] += p * v.get((base + j) * D + d);
            }
        }
        for (var d = 0; d < D; d++) {
            out[d] /= sum;
        }
        return out;
    }

    private static FloatArray random(long seed) {
        var random = new Random(seed);
        var array = new FloatArray(HEADS * N * D);
        for (var i = 0; i < array.getSize(); i++) {
            array.set(i, (float) random.nextGaussian());
        }
        return array;
    }
}
