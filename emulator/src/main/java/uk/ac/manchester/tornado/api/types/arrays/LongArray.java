package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.LongBuffer;

/// An array of `long` values outside the Java heap.
public final class LongArray extends TornadoNativeArray {
    private static final int BYTES = 8;

    public LongArray(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public LongArray(LongArray... arrays) {
        super(arrays, BYTES);
    }

    private LongArray(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static LongArray fromArray(long[] values) {
        var array = new LongArray(values.length);
        MemorySegment.copy(values, 0, array.whole, ValueLayout.JAVA_LONG_UNALIGNED, ARRAY_HEADER, values.length);
        return array;
    }

    public static LongArray fromElements(long... values) {
        return fromArray(values);
    }

    /// Copies the segment, which holds elements and no header.
    public static LongArray fromSegment(MemorySegment segment) {
        var array = new LongArray(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static LongArray fromSegmentShallow(MemorySegment segment) {
        return new LongArray(segment);
    }

    public static LongArray fromLongBuffer(LongBuffer buffer) {
        return fromSegment(MemorySegment.ofBuffer(buffer));
    }

    public static void initialize(LongArray array, long value) {
        array.init(value);
    }

    public static LongArray concat(LongArray... arrays) {
        return new LongArray(arrays);
    }

    public long[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_LONG_UNALIGNED);
    }

    public void set(int index, long value) {
        whole.set(ValueLayout.JAVA_LONG_UNALIGNED, at(index, BYTES), value);
    }

    public long get(int index) {
        return whole.get(ValueLayout.JAVA_LONG_UNALIGNED, at(index, BYTES));
    }

    @Override
    public void clear() {
        super.clear();
    }

    public void init(long value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// A copy of a part.
    public LongArray slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
