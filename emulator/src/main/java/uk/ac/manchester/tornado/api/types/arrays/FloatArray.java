package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;

/// An array of `float` values outside the Java heap.
public final class FloatArray extends TornadoNativeArray {
    private static final int BYTES = 4;

    public FloatArray(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public FloatArray(FloatArray... arrays) {
        super(arrays, BYTES);
    }

    private FloatArray(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static FloatArray fromArray(float[] values) {
        var array = new FloatArray(values.length);
        MemorySegment.copy(values, 0, array.whole, ValueLayout.JAVA_FLOAT_UNALIGNED, ARRAY_HEADER, values.length);
        return array;
    }

    public static FloatArray fromElements(float... values) {
        return fromArray(values);
    }

    /// Copies the segment, which holds elements and no header.
    public static FloatArray fromSegment(MemorySegment segment) {
        var array = new FloatArray(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static FloatArray fromSegmentShallow(MemorySegment segment) {
        return new FloatArray(segment);
    }

    public static FloatArray fromFloatBuffer(FloatBuffer buffer) {
        return fromSegment(MemorySegment.ofBuffer(buffer));
    }

    public static void initialize(FloatArray array, float value) {
        array.init(value);
    }

    public static FloatArray concat(FloatArray... arrays) {
        return new FloatArray(arrays);
    }

    public float[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }

    public void set(int index, float value) {
        whole.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at(index, BYTES), value);
    }

    public float get(int index) {
        return whole.get(ValueLayout.JAVA_FLOAT_UNALIGNED, at(index, BYTES));
    }

    @Override
    public void clear() {
        super.clear();
    }

    public void init(float value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// A copy of a part.
    public FloatArray slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
