package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;

/// Elements of type `float` outside the heap.
public final class FloatArray extends TornadoNativeArray {
    private static final ValueLayout.OfFloat LAYOUT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public FloatArray(int numberOfElements) {
        super(numberOfElements, 4);
    }

    private FloatArray(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, 4);
    }

    public static FloatArray fromArray(float[] values) {
        return fromSegment(MemorySegment.ofArray(values));
    }

    public static FloatArray fromElements(float... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static FloatArray fromSegment(MemorySegment segment) {
        var array = new FloatArray(elements(segment, 4));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static FloatArray fromSegmentShallow(MemorySegment segment) {
        return new FloatArray(segment);
    }

    /// A copy of what is left in the buffer.
    public static FloatArray fromFloatBuffer(FloatBuffer buffer) {
        var array = new FloatArray(buffer.remaining());
        array.getSegment().copyFrom(MemorySegment.ofBuffer(buffer));
        return array;
    }

    public static void initialize(FloatArray array, float value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static FloatArray concat(FloatArray... arrays) {
        var all = new FloatArray(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public float[] toHeapArray() {
        return getSegment().toArray(LAYOUT);
    }

    public float get(int index) {
        reading(index);
        return payload().getAtIndex(LAYOUT, index);
    }

    public void set(int index, float value) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, value);
    }

    public void init(float value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init(0.0f);
    }

    /// A copy of some elements.
    public FloatArray slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * 4, (long) length * 4));
    }

    @Override
    FloatArray another() {
        return new FloatArray(getSize());
    }
}
