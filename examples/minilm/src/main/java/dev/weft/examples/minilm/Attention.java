package dev.weft.examples.minilm;

import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.lang.foreign.Arena;
import java.time.Duration;

/// Weft's attention, ready for one batch: all layers of the model use the same plan and the same memory.
final class Attention implements AutoCloseable {
    private static final int H = 12;
    private static final int D = 32;

    private final SentenceAttention.Plan plan;
    private final Tensor length;
    private final Tensor q;
    private final Tensor k;
    private final Tensor v;
    private final Tensor o;

    private Duration time = Duration.ZERO;

    Attention(Device device, Batch batch) {
        int B = batch.sentences();
        int N = batch.tokens();
        var memory = Arena.ofAuto();
        length = Tensor.allocate(memory, DType.I32, B).copyFrom(batch.lengths());
        q = Tensor.allocate(memory, DType.F32, B, N, H, D);
        k = Tensor.allocate(memory, DType.F32, B, N, H, D);
        v = Tensor.allocate(memory, DType.F32, B, N, H, D);
        o = Tensor.allocate(memory, DType.F32, B, N, H, D);
        plan = SentenceAttention.on(device).plan(new SentenceAttention.Sizes(B, N, H));
    }

    /// What every token sees of its sentence. Arrays are `[B, N, H * D]`, as linear layers write them.
    float[] apply(float[] queries, float[] keys, float[] values) {
        q.copyFrom(queries);
        k.copyFrom(keys);
        v.copyFrom(values);
        plan.run(length, q, k, v, o);
        time = time.plus(plan.report().wall());
        return o.toFloats();
    }

    /// How long all runs took together, without copies from and to arrays.
    Duration time() {
        return time;
    }

    @Override
    public void close() {
        plan.close();
    }
}
