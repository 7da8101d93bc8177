package dev.weft.emulator.run;

import java.lang.reflect.Array;
import java.util.Arrays;

/// Arrays of Java that stand for local and private memory, with contents as on a device: whatever was there.
public final class Locals {
    /// Not numbers that arithmetic makes.
    public static final float FLOAT = Float.intBitsToFloat(0x7fda5ee7);

    public static final double DOUBLE = Double.longBitsToDouble(0x7ffda5ee7da5ee7dL);
    public static final int INT = 0xda5ee7da;
    public static final long LONG = 0xda5ee7da5ee7da5eL;
    public static final byte BYTE = 0x5a;

    private Locals() {}

    /// @param type of the array
    static Object allocate(Class<?> type, int length) {
        return fill(Array.newInstance(type.getComponentType(), length));
    }

    /// Fills an array with what nobody wrote.
    public static Object fill(Object array) {
        switch (array) {
            case float[] values -> Arrays.fill(values, FLOAT);
            case double[] values -> Arrays.fill(values, DOUBLE);
            case int[] values -> Arrays.fill(values, INT);
            case long[] values -> Arrays.fill(values, LONG);
            case byte[] values -> Arrays.fill(values, BYTE);
            default -> {}
        }
        return array;
    }

    static long bytes(Class<?> type, int length) {
        var element = type.getComponentType();
        var bytes = element == byte.class ? 1 : element == long.class || element == double.class ? 8 : 4;
        return (long) bytes * length;
    }

    /// As `float[16]`.
    public static String text(Class<?> type, int length) {
        return type.getComponentType().getSimpleName() + "[" + length + "]";
    }
}
