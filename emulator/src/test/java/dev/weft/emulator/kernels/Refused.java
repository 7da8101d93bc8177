package dev.weft.emulator.kernels;

import java.util.function.IntUnaryOperator;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.HalfFloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Kernels that the device's compiler refuses or gets wrong.
public final class Refused {
    private static final float[] TABLE = {1.0f, 2.0f};

    private Refused() {}

    public static void shifts(IntArray x) {
        x.set(0, x.get(0) >>> 3);
    }

    public static void throwsSomething(IntArray x) {
        if (x.get(0) < 0) {
            throw new IllegalStateException();
        }
        x.set(0, 1);
    }

    public static void hasLambda(IntArray x) {
        IntUnaryOperator twice = v -> 2 * v;
        x.set(0, twice.applyAsInt(1));
    }

    public static void recurs(IntArray x) {
        x.set(0, factorial(x.get(0)));
    }

    private static int factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    public static void usesTable(FloatArray x) {
        x.set(0, TABLE[1]);
    }

    public static void sizedByContext(KernelContext context, FloatArray x) {
        int size = context.localGroupSizeX;
        float[] tile = context.allocateFloatLocalArray(size);
        tile[0] = 1.0f;
        x.set(0, tile[0]);
    }

    public static void calls(FloatArray x) {
        x.set(0, Math.fma(x.get(0), 2.0f, 1.0f));
    }

    public static void breaks(IntArray x, int n) {
        for (int i = 0; i < n; i++) {
            if (x.get(i) == 0) {
                break;
            }
            x.set(i, 1);
        }
    }

    public static void returnsFromLoop(IntArray x, int n) {
        for (int i = 0; i < n; i++) {
            if (x.get(i) == 0) {
                return;
            }
            x.set(i, 1);
        }
    }

    public static void nestsArrays(FloatArray x) {
        float[][] tile = new float[2][2];
        tile[0][0] = 1.0f;
        x.set(0, tile[0][0]);
    }

    public static void renamesArray(FloatArray x) {
        float[] one = new float[1];
        one[0] = 1.0f;
        float[] two = one;
        x.set(0, two[0]);
    }

    public static void addsFloatsAtomically(KernelContext context, FloatArray x) {
        context.atomicAdd(x, 0, 1.0f);
    }

    public static void sumsInWarps(KernelContext context, FloatArray x) {
        x.set(0, context.simdSum(x.get(0)));
    }

    public static void kernel(FloatArray x) {
        x.set(0, 1.0f);
    }

    public static void usesHalves(HalfFloatArray x) {
        x.set(0, x.get(1));
    }

    public static void usesDoubles(DoubleArray x) {
        x.set(0, x.get(1) + 1.0);
    }

    public static void hasTwoStyles(KernelContext context, IntArray x) {
        for (@Parallel int i = 0; i < x.getSize(); i++) {
            x.set(i, context.globalIdx);
        }
    }

    public static void swaps(IntArray x, int n) {
        int a = 1;
        int b = 2;
        for (int i = 0; i < n; i++) {
            int t = a + b;
            a = b;
            b = t;
        }
        x.set(0, a);
    }

    public static void remembersIndex(IntArray x, int n) {
        int last = -1;
        for (int i = 0; i < n; i++) {
            x.set(i, last);
            last = i;
        }
    }

    /// Fine: what it carries it has computed anew, or chosen.
    public static void carriesWell(IntArray x, int n) {
        int cur = 0;
        int best = -1;
        int at = 0;
        for (int i = 0; i < n; i++) {
            int next = n - cur;
            int v = x.get(i);
            if (v > best) {
                best = v;
                at = i;
            }
            cur = next;
        }
        x.set(0, at + cur);
    }

    /// Fine: its loops end by their conditions.
    public static void loopsWell(IntArray x, int n) {
        int go = 1;
        for (int i = 0; i < n && go != 0; i++) {
            int j = 0;
            while (j < n) {
                if (x.get(j) > 0) {
                    x.set(j, x.get(j) - 1);
                } else {
                    x.set(j, 2);
                }
                j++;
            }
            if (x.get(i) == 7) {
                go = 0;
            }
        }
        int k = n;
        do {
            k--;
            x.set(k, x.get(k) + 1);
        } while (k > 0);
    }

    public static void comparesWithInfinity(DoubleArray x) {
        for (@Parallel int i = 0; i < x.getSize(); i++) {
            x.set(i, x.get(i) == Double.NEGATIVE_INFINITY ? 0.0 : x.get(i));
        }
    }
}
