package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ShortBuffer;

/// Elements of type `short` outside the heap.
public final class ShortArray extends TornadoNativeArray {
    private static final ValueLayout.OfShort LAYOUT = ValueLayout.JAVA_SHORT_UNALIGNED;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public ShortArray(int numberOfElements) {
        super(numberOfElements, 2);
    }

    private ShortArray(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, 2);
    }

    public static ShortArray fromArray(short[] values) {
        return fromSegment(MemorySegment.ofArray(values));
    }

    public static ShortArray fromElements(short... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static ShortArray fromSegment(MemorySegment segment) {
        var array = new ShortArray(elements(segment, 2));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static ShortArray fromSegmentShallow(MemorySegment segment) {
        return new ShortArray(segment);
    }

    /// A copy of what is left in the buffer.
    public static ShortArray fromShortBuffer(ShortBuffer buffer) {
        var array = new ShortArray(buffer.remaining());
        array.getSegment().copyFrom(MemorySegment.ofBuffer(buffer));
        return array;
    }

    public static void initialize(ShortArray array, short value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static ShortArray concat(ShortArray... arrays) {
        var all = new ShortArray(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public short[] toHeapArray() {
        return getSegment().toArray(LAYOUT);
    }

    public short get(int index) {
        reading(index);
        return payload().getAtIndex(LAYOUT, index);
    }

    public void set(int index, short value) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, value);
    }

    public void init(short value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init((short) 0);
    }

    /// A copy of some elements.
    public ShortArray slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * 2, (long) length * 2));
    }

    @Override
    ShortArray another() {
        return new ShortArray(getSize());
    }
}
