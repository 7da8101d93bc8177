package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.IntBuffer;

/// Elements of type `int` outside the heap.
public final class IntArray extends TornadoNativeArray {
    private static final ValueLayout.OfInt LAYOUT = ValueLayout.JAVA_INT_UNALIGNED;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public IntArray(int numberOfElements) {
        super(numberOfElements, 4);
    }

    private IntArray(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, 4);
    }

    public static IntArray fromArray(int[] values) {
        return fromSegment(MemorySegment.ofArray(values));
    }

    public static IntArray fromElements(int... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static IntArray fromSegment(MemorySegment segment) {
        var array = new IntArray(elements(segment, 4));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static IntArray fromSegmentShallow(MemorySegment segment) {
        return new IntArray(segment);
    }

    /// A copy of what is left in the buffer.
    public static IntArray fromIntBuffer(IntBuffer buffer) {
        var array = new IntArray(buffer.remaining());
        array.getSegment().copyFrom(MemorySegment.ofBuffer(buffer));
        return array;
    }

    public static void initialize(IntArray array, int value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static IntArray concat(IntArray... arrays) {
        var all = new IntArray(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public int[] toHeapArray() {
        return getSegment().toArray(LAYOUT);
    }

    public int get(int index) {
        reading(index);
        return payload().getAtIndex(LAYOUT, index);
    }

    public void set(int index, int value) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, value);
    }

    public void init(int value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init(0);
    }

    /// A copy of some elements.
    public IntArray slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * 4, (long) length * 4));
    }

    @Override
    IntArray another() {
        return new IntArray(getSize());
    }
}
