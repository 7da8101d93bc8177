package uk.ac.manchester.tornado.api.types;

/// The upper half of a float.
public final class BFloat16 {
    public static final float BF16_MAX = 3.3895314E38f;

    private static final int DROPPED = 16;
    private static final int QUIET = 0x40;

    private BFloat16() {}

    public static float bf16ToFloat(short pattern) {
        return Float.intBitsToFloat(pattern << DROPPED);
    }

    /// Rounds to the nearest, ties to even.
    public static short bf16FromFloat(float value) {
        var bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >> DROPPED) | QUIET);
        }
        var tie = (bits >> DROPPED) & 1;
        return (short) ((bits + 0x7FFF + tie) >> DROPPED);
    }
}
