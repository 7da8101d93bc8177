package dev.weft.emulator.kernels;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Kernels with one fault each, which a device would not report.
public final class Faulty {
    private Faulty() {}

    public static void writesBeyond(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        out.set(i + 1, in.get(i));
    }

    public static void readsBefore(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        out.set(i, in.get(i - 1));
    }

    public static void localBeyond(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.localIdx;
        float[] tile = context.allocateFloatLocalArray(4);
        tile[i + 1] = in.get(i);
        out.set(context.globalIdx, 0.0f);
    }

    public static void readsLocalUnwritten(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.localIdx;
        float[] tile = context.allocateFloatLocalArray(8);
        tile[i] = in.get(i);
        context.localBarrier();
        out.set(context.globalIdx, tile[i + 4]);
    }

    public static void readsPrivateUnwritten(KernelContext context, FloatArray in, FloatArray out) {
        float[] mine = new float[3];
        mine[0] = in.get(context.globalIdx);
        out.set(context.globalIdx, mine[0] + mine[2]);
    }

    public static void readsOut(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        out.set(i, out.get(i) + in.get(i));
    }

    public static void racesInLocal(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.localIdx;
        float[] tile = context.allocateFloatLocalArray(4);
        tile[i] = 0.0f;
        context.localBarrier();
        tile[i] = in.get(context.globalIdx);
        out.set(context.globalIdx, tile[3 - i]);
    }

    public static void overwritesWhatIsRead(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.localIdx;
        float[] tile = context.allocateFloatLocalArray(4);
        tile[i] = in.get(context.globalIdx);
        context.localBarrier();
        float x = tile[3 - i];
        tile[i] = x;
        out.set(context.globalIdx, x);
    }

    public static void racesAcrossGroups(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.localIdx;
        out.set(i, in.get(context.globalIdx));
    }

    public static void ordersDeviceMemoryByTheWrongBarrier(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        int t = context.localIdx;
        out.set(i, in.get(i));
        context.localBarrier();
        float x = out.get(i - t + 3 - t);
        context.globalBarrier();
        out.set(i, x);
    }

    public static void barrierForSome(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        if (context.localIdx < 2) {
            context.localBarrier();
        }
        out.set(i, in.get(i));
    }

    public static void twoBarriers(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        if (context.localIdx < 2) {
            context.localBarrier();
            out.set(i, in.get(i));
        } else {
            context.localBarrier();
        }
    }

    public static void writesHalf(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        if (i % 2 == 0) {
            out.set(i, in.get(i));
        }
    }

    public static void wantsLocalMemory(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        float[] one = context.allocateFloatLocalArray(8192);
        float[] two = context.allocateFloatLocalArray(8192);
        one[context.localIdx] = in.get(i);
        two[context.localIdx] = one[context.localIdx];
        out.set(i, two[context.localIdx]);
    }

    public static void dividesByZero(KernelContext context, IntArray in, IntArray out) {
        int i = context.globalIdx;
        out.set(i, 12 / in.get(i));
    }

    public static void dividesNegatives(KernelContext context, IntArray in, IntArray out) {
        int i = context.globalIdx;
        int x = in.get(i);
        out.set(i, x / 8);
    }

    public static void dividesNegativesByArgument(KernelContext context, IntArray in, IntArray out, int by) {
        int i = context.globalIdx;
        int x = in.get(i);
        out.set(i, x / by);
    }

    public static void passesLocalArray(KernelContext context, FloatArray in, FloatArray out) {
        int i = context.globalIdx;
        float[] tile = context.allocateFloatLocalArray(4);
        tile[context.localIdx] = in.get(i);
        out.set(i, first(tile, context.localIdx));
    }

    private static float first(float[] tile, int at) {
        return tile[at];
    }

    public static void iterationsRace(FloatArray in, FloatArray out, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < n; j++) {
                out.set(i + j, in.get(i));
            }
        }
    }

    public static void iterationReadsAnother(FloatArray x, int n) {
        for (@Parallel int i = 1; i < n; i++) {
            x.set(i, x.get(i - 1));
        }
    }
}
