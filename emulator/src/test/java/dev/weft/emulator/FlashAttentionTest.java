package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid2D;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

class FlashAttentionTest {
    private static final int HEADS = 2;
    private static final int N = 96;
    private static final int D = FlashAttention.D;

    @Test
    void equalsSoftmaxAttention() throws Exception {
        var random = new Random(7);
        var q = random(random);
        var k = random(random);
        var v = random(random);
        var o = new FloatArray(HEADS * N * D);
        var graph = new TaskGraph("attention")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, q, k, v)
                .task("forward", FlashAttention::forward, new KernelContext(), q, k, v, o, N, 0.125f)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, o);
        var grid = new WorkerGrid2D(N / FlashAttention.BR * FlashAttention.T, HEADS);
        grid.setLocalWork(FlashAttention.T, 1, 1);
        try (var plan = new TornadoExecutionPlan(graph.snapshot())) {
            plan.withGridScheduler(new GridScheduler("attention.forward", grid)).execute();
        }
        for (var head = 0; head < HEADS; head++) {
            for (var i = 0; i < N; i++) {
                var expected = row(q, k, v, head * N * D, i);
                for (var d = 0; d < D; d++) {
                    assertThat((double) o.get(head * N * D + i * D + d)).isCloseTo(expected[d], within(1e-5));
                }
            }
        }
    }

    private static FloatArray random(Random random) {
        var array = new FloatArray(HEADS * N * D);
        for (var i = 0; i < array.getSize(); i++) {
            array.set(i, (float) random.nextGaussian());
        }
        return array;
    }

    private static double[] row(FloatArray q, FloatArray k, FloatArray v, int base, int i) {
        var sum = 0.0;
        var out = new double[D];
        for (var j = 0; j <= i; j++) {
            var score = 0.0;
            for (var d = 0; d < D; d++) {
                score += 0.125 * q.get(base + i * D + d) * k.get(base + j * D + d);
            }
            var weight = Math.exp(score);
            sum += weight;
            for (var d = 0; d < D; d++) {
                out[d] += weight * v.get(base + j * D + d);
            }
        }
        for (var d = 0; d < D; d++) {
            out[d] /= sum;
        }
        return out;
    }
}
