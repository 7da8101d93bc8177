package dev.weft.runtime.math;

/// Functions of floats, where double precision would cost time and change nothing.
public final class FloatMath {
    /// Adding it rounds to a whole number and leaves that in the low bits.
    private static final float ROUND = 0x1.8p23f;

    private FloatMath() {}

    /// `2^x`, to a few units in the last place: `2^(n-1) * 2^(f+1)` with whole n and |f| at most 1/2.
    /// From 128 on it is infinite; below -125.5 it is 0.
    public static float exp2(float x) {
        var y = x < -126f ? -126f : x > 128f ? 128f : x;
        var n = y + ROUND;
        var f = y - (n - ROUND);
        var p = 3.092289E-4f;
        p = p * f + 0.0026800856f;
        p = p * f + 0.019236114f;
        p = p * f + 0.11100654f;
        p = p * f + 0.480453f;
        p = p * f + 1.3862944f;
        p = p * f + 2.0f;
        return p * Float.intBitsToFloat((Float.floatToRawIntBits(n) + 126) << 23);
    }
}
