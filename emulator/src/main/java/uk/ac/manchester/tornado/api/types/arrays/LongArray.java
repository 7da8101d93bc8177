package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.LongBuffer;

/// Elements of type `long` outside the heap.
public final class LongArray extends TornadoNativeArray {
    private static final ValueLayout.OfLong LAYOUT = ValueLayout.JAVA_LONG_UNALIGNED;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public LongArray(int numberOfElements) {
        super(numberOfElements, 8);
    }

    private LongArray(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, 8);
    }

    public static LongArray fromArray(long[] values) {
        return fromSegment(MemorySegment.ofArray(values));
    }

    public static LongArray fromElements(long... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static LongArray fromSegment(MemorySegment segment) {
        var array = new LongArray(elements(segment, 8));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static LongArray fromSegmentShallow(MemorySegment segment) {
        return new LongArray(segment);
    }

    /// A copy of what is left in the buffer.
    public static LongArray fromLongBuffer(LongBuffer buffer) {
        var array = new LongArray(buffer.remaining());
        array.getSegment().copyFrom(MemorySegment.ofBuffer(buffer));
        return array;
    }

    public static void initialize(LongArray array, long value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static LongArray concat(LongArray... arrays) {
        var all = new LongArray(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public long[] toHeapArray() {
        return getSegment().toArray(LAYOUT);
    }

    public long get(int index) {
        reading(index);
        return payload().getAtIndex(LAYOUT, index);
    }

    public void set(int index, long value) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, value);
    }

    public void init(long value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init(0L);
    }

    /// A copy of some elements.
    public LongArray slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * 8, (long) length * 8));
    }

    @Override
    LongArray another() {
        return new LongArray(getSize());
    }
}
