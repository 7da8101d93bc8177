package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// An array of `byte` values outside the Java heap.
public final class Int8Array extends TornadoNativeArray {
    private static final int BYTES = 1;

    public Int8Array(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public Int8Array(Int8Array... arrays) {
        super(arrays, BYTES);
    }

    private Int8Array(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static Int8Array fromArray(byte[] values) {
        var array = new Int8Array(values.length);
        MemorySegment.copy(values, 0, array.whole, ValueLayout.JAVA_BYTE, ARRAY_HEADER, values.length);
        return array;
    }

    public static Int8Array fromElements(byte... values) {
        return fromArray(values);
    }

    /// Copies the segment, which holds elements and no header.
    public static Int8Array fromSegment(MemorySegment segment) {
        var array = new Int8Array(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static Int8Array fromSegmentShallow(MemorySegment segment) {
        return new Int8Array(segment);
    }

    public static void initialize(Int8Array array, byte value) {
        array.init(value);
    }

    public static Int8Array concat(Int8Array... arrays) {
        return new Int8Array(arrays);
    }

    public byte[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_BYTE);
    }

    public void set(int index, byte value) {
        whole.set(ValueLayout.JAVA_BYTE, at(index, BYTES), value);
    }

    public byte get(int index) {
        return whole.get(ValueLayout.JAVA_BYTE, at(index, BYTES));
    }

    @Override
    public void clear() {
        super.clear();
    }

    public void init(byte value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// A copy of a part.
    public Int8Array slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
