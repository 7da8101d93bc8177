package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements of type `byte` outside the heap.
public final class Int8Array extends TornadoNativeArray {
    private static final ValueLayout.OfByte LAYOUT = ValueLayout.JAVA_BYTE;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public Int8Array(int numberOfElements) {
        super(numberOfElements, 1);
    }

    private Int8Array(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, 1);
    }

    public static Int8Array fromArray(byte[] values) {
        return fromSegment(MemorySegment.ofArray(values));
    }

    public static Int8Array fromElements(byte... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static Int8Array fromSegment(MemorySegment segment) {
        var array = new Int8Array(elements(segment, 1));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static Int8Array fromSegmentShallow(MemorySegment segment) {
        return new Int8Array(segment);
    }

    public static void initialize(Int8Array array, byte value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static Int8Array concat(Int8Array... arrays) {
        var all = new Int8Array(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public byte[] toHeapArray() {
        return getSegment().toArray(LAYOUT);
    }

    public byte get(int index) {
        reading(index);
        return payload().getAtIndex(LAYOUT, index);
    }

    public void set(int index, byte value) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, value);
    }

    public void init(byte value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init((byte) 0);
    }

    /// A copy of some elements.
    public Int8Array slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * 1, (long) length * 1));
    }

    @Override
    Int8Array another() {
        return new Int8Array(getSize());
    }
}
