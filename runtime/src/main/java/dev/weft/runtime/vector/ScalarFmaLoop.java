package dev.weft.runtime.vector;

import java.util.function.LongSupplier;

/// Multiply-adds as plain loops, which the compiler turns into vectors if it can: the best that
/// plain kernels can reach.
final class ScalarFmaLoop {
    private static final int LENGTH = 1024;
    private static final int DEGREE = 16;

    private ScalarFmaLoop() {}

    /// A loop for one thread; it returns how many float operations one call did.
    static LongSupplier create() {
        var values = new float[LENGTH];
        return () -> {
            for (var repeat = 0; repeat < 16; repeat++) {
                polynomial(values, 0.999f, 1e-6f);
            }
            return 16L * LENGTH * DEGREE * 2;
        };
    }

    private static void polynomial(float[] values, float x, float y) {
        for (var i = 0; i < values.length; i++) {
            var v = values[i];
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            v = Math.fma(v, x, y);
            values[i] = v;
        }
    }
}
