package dev.weft.emulator.kernels;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/// Causal attention, tiled, with an online softmax: a group computes some rows of one head, four
/// work-items a row.
public final class FlashAttention {
    public static final int D = 32;
    public static final int ROWS = 8;
    public static final int KEYS = 16;
    public static final int PARTS = 4;
    public static final int ITEMS = ROWS * PARTS;
    private static final int OWN = D / PARTS;
    private static final float LOWEST = -1.0e30f;

    private FlashAttention() {}

    /// q, k, v, o: [heads, n, D]; n is a multiple of ROWS and KEYS.
    public static void attend(
            KernelContext context, FloatArray q, FloatArray k, FloatArray v, FloatArray o, int n, float scale) {
        int t = context.localIdx;
        int row0 = context.groupIdx * ROWS;
        int base = context.groupIdy * n * D;
        int row = t / PARTS;
        int part = t % PARTS;
        float[] qs = context.allocateFloatLocalArray(ROWS * D);
        float[] ks = context.allocateFloatLocalArray(KEYS * D);
        float[] vs = context.allocateFloatLocalArray(KEYS * D);
        float[] ps = context.allocateFloatLocalArray(ROWS * KEYS);
        float[] corrections = context.allocateFloatLocalArray(ROWS);
        float[] sums = context.allocateFloatLocalArray(ROWS);
        float[] acc = new float[OWN];
        for (int i = 0; i < OWN; i++) {
            acc[i] = 0.0f;
        }
        for (int i = t; i < ROWS * D; i += ITEMS) {
            qs[i] = q.get(base + row0 * D + i) * scale;
        }
        float m = LOWEST;
        float l = 0.0f;
        int limit = row0 + ROWS;
        for (int j0 = 0; j0 < limit; j0 += KEYS) {
            context.localBarrier();
            for (int i = t; i < KEYS * D; i += ITEMS) {
                ks[i] = k.get(base + j0 * D + i);
                vs[i] = v.get(base + j0 * D + i);
            }
            context.localBarrier();
            for (int j = part; j < KEYS; j += PARTS) {
                float s = 0.0f;
                for (int d = 0; d < D; d++) {
                    s += qs[row * D + d] * ks[j * D + d];
                }
                ps[row * KEYS + j] = (j0 + j > row0 + row) ? LOWEST : s;
            }
            context.localBarrier();
            if (t < ROWS) {
                float high = m;
                for (int j = 0; j < KEYS; j++) {
                    high = TornadoMath.max(high, ps[t * KEYS + j]);
                }
                float correction = TornadoMath.exp(m - high);
                float sum = 0.0f;
                for (int j = 0; j < KEYS; j++) {
                    float p = TornadoMath.exp(ps[t * KEYS + j] - high);
                    ps[t * KEYS + j] = p;
                    sum += p;
                }
                l = l * correction + sum;
                m = high;
                corrections[t] = correction;
                sums[t] = l;
            }
            context.localBarrier();
            for (int i = 0; i < OWN; i++) {
                acc[i] = acc[i] * corrections[row];
            }
            for (int j = 0; j < KEYS; j++) {
                for (int i = 0; i < OWN; i++) {
                    acc[i] = acc[i] + ps[row * KEYS + j] * vs[j * D + part * OWN + i];
                }
            }
        }
        for (int i = 0; i < OWN; i++) {
            o.set(base + (row0 + row) * D + part * OWN + i, acc[i] / sums[row]);
        }
    }
}
