package dev.weft.emulator;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/// Causal attention in tiles: a work-group takes `BR` rows, four work-items to a row.
final class FlashAttention {
    static final int D = 64;
    static final int BR = 16;
    static final int BC = 32;
    static final int T = 64;

    private FlashAttention() {}

    static void forward(KernelContext ctx, FloatArray q, FloatArray k, FloatArray v, FloatArray o, int n, float scale) {
        int t = ctx.localIdx;
        int row0 = ctx.groupIdx * BR;
        int base = ctx.groupIdy * n * D;
        int row = t >> 2;
        int part = t & 3;
        float[] qs = ctx.allocateFloatLocalArray(BR * D);
        float[] ks = ctx.allocateFloatLocalArray(BC * D);
        float[] vs = ctx.allocateFloatLocalArray(BC * D);
        float[] ps = ctx.allocateFloatLocalArray(BR * BC);
        float[] cs = ctx.allocateFloatLocalArray(BR);
        float[] ls = ctx.allocateFloatLocalArray(BR);
        float[] acc = new float[16];
        for (int i = 0; i < 16; i++) {
            acc[i] = 0.0f;
        }
        for (int i = t; i < BR * D; i += T) {
            qs[i] = q.get(base + row0 * D + i) * scale;
        }
        float m = -1.0e30f;
        float l = 0.0f;
        int limit = row0 + BR;
        for (int j0 = 0; j0 < limit; j0 += BC) {
            ctx.localBarrier();
            for (int i = t; i < BC * D; i += T) {
                ks[i] = k.get(base + j0 * D + i);
                vs[i] = v.get(base + j0 * D + i);
            }
            ctx.localBarrier();
            for (int j = part; j < BC; j += 4) {
                float s = 0.0f;
                for (int d = 0; d < D; d++) {
                    s += qs[row * D + d] * ks[j * D + d];
                }
                ps[row * BC + j] = (j0 + j > row0 + row) ? -1.0e30f : s;
            }
            ctx.localBarrier();
            if (t < BR) {
                float mn = m;
                for (int j = 0; j < BC; j++) {
                    mn = TornadoMath.max(mn, ps[t * BC + j]);
                }
                float corr = TornadoMath.exp(m - mn);
                float sum = 0.0f;
                for (int j = 0; j < BC; j++) {
                    float p = TornadoMath.exp(ps[t * BC + j] - mn);
                    ps[t * BC + j] = p;
                    sum += p;
                }
                l = l * corr + sum;
                m = mn;
                cs[t] = corr;
                ls[t] = l;
            }
            ctx.localBarrier();
            for (int i = 0; i < 16; i++) {
                acc[i] = acc[i] * cs[row];
            }
            for (int j = 0; j < BC; j++) {
                for (int i = 0; i < 16; i++) {
                    acc[i] = acc[i] + ps[row * BC + j] * vs[j * D + part * 16 + i];
                }
            }
        }
        for (int i = 0; i < 16; i++) {
            o.set(base + (row0 + row) * D + part * 16 + i, acc[i] / ls[row]);
        }
    }
}
