package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// An array of bfloat16 numbers, each the upper half of a `float`, outside the Java heap.
public final class BFloat16Array extends TornadoNativeArray {
    private static final int BYTES = 2;

    public BFloat16Array(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public BFloat16Array(BFloat16Array... arrays) {
        super(arrays, BYTES);
    }

    private BFloat16Array(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static BFloat16Array fromShorts(short... bits) {
        var array = new BFloat16Array(bits.length);
        MemorySegment.copy(bits, 0, array.whole, ValueLayout.JAVA_SHORT_UNALIGNED, ARRAY_HEADER, bits.length);
        return array;
    }

    public static BFloat16Array fromFloats(float... values) {
        var array = new BFloat16Array(values.length);
        for (var i = 0; i < values.length; i++) {
            array.setFloat(i, values[i]);
        }
        return array;
    }

    /// Copies the segment, which holds elements and no header.
    public static BFloat16Array fromSegment(MemorySegment segment) {
        var array = new BFloat16Array(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static BFloat16Array fromSegmentShallow(MemorySegment segment) {
        return new BFloat16Array(segment);
    }

    public static void initialize(BFloat16Array array, short value) {
        array.init(value);
    }

    public static BFloat16Array concat(BFloat16Array... arrays) {
        return new BFloat16Array(arrays);
    }

    public short[] toShortArray() {
        return getSegment().toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
    }

    public void set(int index, short bits) {
        whole.set(ValueLayout.JAVA_SHORT_UNALIGNED, at(index, BYTES), bits);
    }

    public short get(int index) {
        return whole.get(ValueLayout.JAVA_SHORT_UNALIGNED, at(index, BYTES));
    }

    /// Rounds to the nearest bfloat16, ties to even; a NaN stays one.
    public void setFloat(int index, float value) {
        set(index, bfloat16(value));
    }

    public float getFloat(int index) {
        return Float.intBitsToFloat(get(index) << Short.SIZE);
    }

    private static short bfloat16(float value) {
        var bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> Short.SIZE) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> Short.SIZE) & 1)) >>> Short.SIZE);
    }

    @Override
    public void clear() {
        super.clear();
    }

    public void init(short value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// A copy of a part.
    public BFloat16Array slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
