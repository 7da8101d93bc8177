package dev.weft.emulator.kernels;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.HalfFloat;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.HalfFloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Kernels without faults.
public final class Sound {
    private static final int GROUP = 4;

    private Sound() {}

    /// The sum of each group of 4.
    public static void partialSums(KernelContext context, FloatArray in, FloatArray partial) {
        int t = context.localIdx;
        float[] tile = context.allocateFloatLocalArray(GROUP);
        tile[t] = in.get(context.globalIdx);
        for (int stride = GROUP / 2; stride > 0; stride = stride / 2) {
            context.localBarrier();
            if (t < stride) {
                tile[t] = tile[t] + tile[t + stride];
            }
        }
        if (t == 0) {
            partial.set(context.groupIdx, tile[0]);
        }
    }

    /// `sum + a * b` of neighbours.
    public static void productAdded(FloatArray in, FloatArray out) {
        out.set(0, in.get(0) + in.get(1) * in.get(2));
    }

    public static void combine(KernelContext context, FloatArray partial, FloatArray out, int count) {
        if (context.globalIdx == 0) {
            float sum = 0.0f;
            for (int i = 0; i < count; i++) {
                sum += partial.get(i);
            }
            out.set(0, sum);
        }
    }

    /// Where each work-item is, in all numbers that it has.
    public static void whoAmI(KernelContext context, IntArray out) {
        int width = context.globalGroupSizeX;
        int height = context.globalGroupSizeY;
        int at = (context.globalIdz * height + context.globalIdy) * width + context.globalIdx;
        int group = context.groupIdx + 10 * context.groupIdy + 100 * context.groupIdz;
        int local = context.localIdx + 10 * context.localIdy + 100 * context.localIdz;
        out.set(at, group * 1000 + local);
    }

    public static void scale(FloatArray x, FloatArray y, float by) {
        for (@Parallel int i = 0; i < x.getSize(); i++) {
            y.set(i, x.get(i) * by);
        }
    }

    public static void outer(FloatArray x, FloatArray y, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < n; j++) {
                float[] pair = {x.get(i), x.get(j)};
                y.set(i * n + j, pair[0] * pair[1]);
            }
        }
    }

    /// Two loops whose ends meet, in steps of more than one.
    public static void multiples(IntArray out, int n, int width) {
        for (@Parallel int i = 0; i < n; i += 2) {
            for (@Parallel int j = 0; j < width; j++) {
                int at = (i + j) * 2;
                out.set(at + 1, i + j);
                int even = i;
                if (j == 1) {
                    even = 0;
                }
                out.set(at, even);
            }
        }
    }

    public static void histogram(KernelContext context, IntArray in, IntArray counts) {
        int[] mine = context.allocateIntLocalArray(GROUP);
        int t = context.localIdx;
        mine[t] = 0;
        context.localBarrier();
        context.atomicAdd(mine, in.get(context.globalIdx), 1);
        context.localBarrier();
        context.atomicAdd(counts, t, mine[t]);
    }

    public static void halves(KernelContext context, HalfFloatArray x, HalfFloatArray y) {
        HalfFloat[] tile = context.allocateHalfFloatLocalArray(GROUP);
        int t = context.localIdx;
        tile[t] = HalfFloat.mult(x.get(context.globalIdx), new HalfFloat(2.0f));
        context.localBarrier();
        y.set(context.globalIdx, tile[GROUP - 1 - t]);
    }

    /// Local arrays that a helper allocates may go to helpers.
    public static void helpers(KernelContext context, FloatArray in, FloatArray out) {
        float[] tile = tile(context, GROUP);
        int t = context.localIdx;
        tile[t] = in.get(context.globalIdx);
        context.localBarrier();
        out.set(context.globalIdx, largest(tile, GROUP));
    }

    private static float[] tile(KernelContext context, int size) {
        return context.allocateFloatLocalArray(size);
    }

    private static float largest(float[] values, int count) {
        float high = values[0];
        for (int i = 1; i < count; i++) {
            high = TornadoMath.max(high, values[i]);
        }
        return high;
    }

    public static void increment(FloatArray x) {
        for (@Parallel int i = 0; i < x.getSize(); i++) {
            x.set(i, x.get(i) + 1.0f);
        }
    }

    public static void copy(FloatArray x, FloatArray y) {
        for (@Parallel int i = 0; i < x.getSize(); i++) {
            y.set(i, x.get(i));
        }
    }
}
