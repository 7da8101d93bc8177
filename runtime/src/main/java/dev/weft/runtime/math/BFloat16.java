package dev.weft.runtime.math;

/// The 16-bit float of machine learning: the upper half of a [Float].
public final class BFloat16 {
    private static final int QUIET = 0x40;

    private BFloat16() {}

    /// The value of the 16 bits; exact.
    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /// The nearest bfloat16, half to even; NaN stays NaN, and what is too large becomes infinite.
    public static short fromFloat(float value) {
        var bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | QUIET);
        }
        var even = (bits >>> 16) & 1;
        return (short) ((bits + 0x7FFF + even) >>> 16);
    }
}
