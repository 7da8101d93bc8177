package dev.weft.runtime;

import dev.weft.runtime.math.BFloat16;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Single elements of each type, seen as doubles. Indices count elements.
final class Elements {
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private Elements() {}

    static double get(MemorySegment memory, DType type, long index) {
        return switch (type) {
            case F16 -> Float.float16ToFloat(memory.getAtIndex(SHORT, index));
            case BF16 -> BFloat16.toFloat(memory.getAtIndex(SHORT, index));
            case F32 -> memory.getAtIndex(FLOAT, index);
            case F64 -> memory.getAtIndex(DOUBLE, index);
            case I32 -> memory.getAtIndex(INT, index);
            case BOOL -> memory.get(BYTE, index) != 0 ? 1 : 0;
        };
    }

    /// Rounds to the nearest value of the type, half to even.
    ///
    /// @throws IllegalArgumentException for an I32 that `value` is not
    static void set(MemorySegment memory, DType type, long index, double value) {
        switch (type) {
            case F16 -> memory.setAtIndex(SHORT, index, Float.floatToFloat16(toOdd(value)));
            case BF16 -> memory.setAtIndex(SHORT, index, BFloat16.fromFloat(toOdd(value)));
            case F32 -> memory.setAtIndex(FLOAT, index, (float) value);
            case F64 -> memory.setAtIndex(DOUBLE, index, value);
            case I32 -> memory.setAtIndex(INT, index, whole(value));
            case BOOL -> memory.set(BYTE, index, (byte) (value != 0 ? 1 : 0));
        }
    }

    static int whole(double value) {
        if ((int) value != value) {
            throw new IllegalArgumentException("%s is not an i32: it must be a whole number from %d to %d"
                    .formatted(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return (int) value;
    }

    /// A float on the way to fewer bits: rounded to odd, so that rounding a second time gives the
    /// nearest.
    private static float toOdd(double value) {
        var nearest = (float) value;
        if (nearest == value || Float.isNaN(nearest) || Float.isInfinite(nearest)) {
            return nearest;
        }
        if ((Float.floatToRawIntBits(nearest) & 1) != 0) {
            return nearest;
        }
        var larger = Math.abs((double) nearest) < Math.abs(value);
        var bits = Float.floatToRawIntBits(nearest);
        return Float.intBitsToFloat(larger ? bits + 1 : bits - 1);
    }
}
