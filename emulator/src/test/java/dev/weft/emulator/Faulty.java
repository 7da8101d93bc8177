package dev.weft.emulator;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Kernels with one fault each.
final class Faulty {
    private Faulty() {}

    static void outOfBounds(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        y.set(i, x.get(i + 1));
    }

    static void outOfLocal(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        float[] tile = ctx.allocateFloatLocalArray(4);
        tile[(int) ctx.localIdx + 1] = x.get(i);
        ctx.localBarrier();
        y.set(i, tile[ctx.localIdx]);
    }

    static void uninitialisedLocal(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        float[] tile = ctx.allocateFloatLocalArray(8);
        tile[ctx.localIdx] = x.get(i);
        ctx.localBarrier();
        y.set(i, tile[(int) ctx.localIdx + 4]);
    }

    static void uninitialisedPrivate(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        int[] counts = new int[3];
        counts[0] = 1;
        y.set(i, x.get(i) + counts[1]);
    }

    static void uninitialisedOut(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        y.set(i, y.get(i) + x.get(i));
    }

    static void localRace(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        float[] tile = ctx.allocateFloatLocalArray(4);
        tile[ctx.localIdx] = x.get(i);
        y.set(i, tile[3 - ctx.localIdx]);
    }

    static void localWriteAfterRead(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        int t = ctx.localIdx;
        float[] tile = ctx.allocateFloatLocalArray(4);
        tile[t] = x.get(i);
        ctx.localBarrier();
        float sum = tile[0] + tile[1] + tile[2] + tile[3];
        tile[t] = sum;
        y.set(i, sum);
    }

    static void groupRace(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        y.set(ctx.localIdx, x.get(i));
    }

    static void readOfAnotherGroup(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        float old = x.get(7 - i);
        ctx.globalBarrier();
        x.set(i, old);
        y.set(i, old);
    }

    static void divergentEnd(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        y.set(i, x.get(i));
        if (ctx.localIdx < 2) {
            ctx.localBarrier();
        }
    }

    @SuppressWarnings("DuplicateBranches")
    static void divergentSites(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        y.set(i, x.get(i));
        if (ctx.localIdx < 2) {
            ctx.localBarrier();
        } else {
            ctx.localBarrier();
        }
    }

    static void unwritten(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        if (i != 5) {
            y.set(i, x.get(i));
        }
    }

    static void tooMuchLocal(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        float[] tile = ctx.allocateFloatLocalArray(12289);
        tile[ctx.localIdx] = x.get(i);
        y.set(i, tile[ctx.localIdx]);
    }

    static void differentLocals(KernelContext ctx, FloatArray x, FloatArray y) {
        int i = ctx.globalIdx;
        float[] tile = ctx.allocateFloatLocalArray(4 + ctx.localIdx);
        tile[ctx.localIdx] = x.get(i);
        y.set(i, tile[ctx.localIdx]);
    }

    static void mixedAtomic(KernelContext ctx, IntArray counts, FloatArray y) {
        int i = ctx.globalIdx;
        ctx.atomicAdd(counts, 0, 1);
        y.set(i, counts.get(0));
    }

    static void loopRace(FloatArray x, FloatArray y, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            y.set(i, x.get(i));
            if (i > 0) {
                y.set(i, y.get(i - 1));
            }
        }
    }

    static void loopOutOfBounds(FloatArray x, FloatArray y, int n) {
        for (@Parallel int i = 0; i < n; i++) {
            for (@Parallel int j = 0; j < n; j++) {
                y.set(i * n + j, x.get(i + j));
            }
        }
    }
}
