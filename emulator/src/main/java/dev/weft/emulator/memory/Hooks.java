package dev.weft.emulator.memory;

import dev.weft.emulator.KernelFault.Kind;
import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/// What rewritten kernels call in place of what was written.
public final class Hooks {
    private Hooks() {}

    /// Waits for the work-group.
    ///
    /// @param site which barrier
    public static void barrier(KernelContext context, int site) {
        Turn.current().barrier(site);
    }

    public static void iteration(int value, int depth) {
        Turn.current().iteration(depth, value);
    }

    public static void count(int value, int depth) {
        Turn.current().count(depth, value);
    }

    public static boolean more(int depth) {
        return Turn.current().more(depth);
    }

    public static int next(int depth) {
        return Turn.current().next(depth);
    }

    public static void leave(int depth) {
        Turn.current().leave(depth);
    }

    public static void atomicAdd(KernelContext context, IntCells cells, int index, int value) {
        cells.add(index, value);
    }

    public static void atomicAdd(KernelContext context, IntArray array, int index, int value) {
        var payload = NativeArrays.access().update(array, index);
        var old = payload.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index);
        payload.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index, old + value);
    }

    public static void atomicAdd(KernelContext context, LongArray array, int index, long value) {
        var payload = NativeArrays.access().update(array, index);
        var old = payload.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index);
        payload.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, index, old + value);
    }

    /// A helper begins, and has an array among its arguments.
    public static void passed(Cells cells) {
        if (cells.isLostInHelpers()) {
            throw Turn.current()
                    .fault(
                            Kind.RULE,
                            "gives a helper local array #%d, which the kernel's own method allocates: the device's compiler gets its indices wrong. Allocate it in a helper too, or index it in the kernel alone"
                                    .formatted(cells.ordinal()));
        }
    }

    /// `sum + a * b`, rounded once.
    public static float contract(float sum, float a, float b) {
        return Math.fma(a, b, sum);
    }

    /// The same of doubles.
    public static double contract(double sum, double a, double b) {
        return Math.fma(a, b, sum);
    }

    /// A division whose divisor the compiler knows.
    public static int divide(int dividend, int divisor) {
        checkShift(dividend, divisor);
        return dividend / divisor;
    }

    /// A division whose divisor the compiler knows, rounded down.
    public static int floorDivide(int dividend, int divisor) {
        checkShift(dividend, divisor);
        return Math.floorDiv(dividend, divisor);
    }

    /// The compiler makes a shift of it if the divisor is a power of two, and a wrong one.
    private static void checkShift(int dividend, int divisor) {
        if (dividend < 0 && Math.abs(divisor) > 1 && Integer.bitCount(Math.abs(divisor)) == 1) {
            throw Turn.current()
                    .fault(
                            Kind.DIVISION,
                            "divides %d by the constant %d: the device's compiler gets negative dividends wrong. Use a shift"
                                    .formatted(dividend, divisor));
        }
    }
}
