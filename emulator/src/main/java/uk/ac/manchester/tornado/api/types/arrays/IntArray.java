package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.IntBuffer;

/// An array of `int` values outside the Java heap.
public final class IntArray extends TornadoNativeArray {
    private static final int BYTES = 4;

    public IntArray(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public IntArray(IntArray... arrays) {
        super(arrays, BYTES);
    }

    private IntArray(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static IntArray fromArray(int[] values) {
        var array = new IntArray(values.length);
        MemorySegment.copy(values, 0, array.whole, ValueLayout.JAVA_INT_UNALIGNED, ARRAY_HEADER, values.length);
        return array;
    }

    public static IntArray fromElements(int... values) {
        return fromArray(values);
    }

    /// Copies the segment, which holds elements and no header.
    public static IntArray fromSegment(MemorySegment segment) {
        var array = new IntArray(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static IntArray fromSegmentShallow(MemorySegment segment) {
        return new IntArray(segment);
    }

    public static IntArray fromIntBuffer(IntBuffer buffer) {
        return fromSegment(MemorySegment.ofBuffer(buffer));
    }

    public static void initialize(IntArray array, int value) {
        array.init(value);
    }

    public static IntArray concat(IntArray... arrays) {
        return new IntArray(arrays);
    }

    public int[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_INT_UNALIGNED);
    }

    public void set(int index, int value) {
        whole.set(ValueLayout.JAVA_INT_UNALIGNED, at(index, BYTES), value);
    }

    public int get(int index) {
        return whole.get(ValueLayout.JAVA_INT_UNALIGNED, at(index, BYTES));
    }

    @Override
    public void clear() {
        super.clear();
    }

    public void init(int value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// A copy of a part.
    public IntArray slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
