package uk.ac.manchester.tornado.api.types;

/// A 16-bit IEEE float.
public class HalfFloat {
    private final short pattern;

    /// The nearest to a float.
    ///
    /// @param value rounded to the nearest
    public HalfFloat(float value) {
        this.pattern = Float.floatToFloat16(value);
    }

    /// With these bits.
    ///
    /// @param pattern the bits
    public HalfFloat(short pattern) {
        this.pattern = pattern;
    }

    public static HalfFloat add(HalfFloat a, HalfFloat b) {
        return new HalfFloat(a.getFloat32() + b.getFloat32());
    }

    public static HalfFloat sub(HalfFloat a, HalfFloat b) {
        return new HalfFloat(a.getFloat32() - b.getFloat32());
    }

    public static HalfFloat mult(HalfFloat a, HalfFloat b) {
        return new HalfFloat(a.getFloat32() * b.getFloat32());
    }

    public static HalfFloat div(HalfFloat a, HalfFloat b) {
        return new HalfFloat(a.getFloat32() / b.getFloat32());
    }

    /// The bits.
    public short getHalfFloatValue() {
        return pattern;
    }

    public float getFloat32() {
        return Float.float16ToFloat(pattern);
    }

    @Override
    public String toString() {
        return Float.toString(getFloat32());
    }
}
