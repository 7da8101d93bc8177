package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ShortBuffer;

/// An array of `short` values outside the Java heap.
public final class ShortArray extends TornadoNativeArray {
    private static final int BYTES = 2;

    public ShortArray(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public ShortArray(ShortArray... arrays) {
        super(arrays, BYTES);
    }

    private ShortArray(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static ShortArray fromArray(short[] values) {
        var array = new ShortArray(values.length);
        MemorySegment.copy(values, 0, array.whole, ValueLayout.JAVA_SHORT_UNALIGNED, ARRAY_HEADER, values.length);
        return array;
    }

    public static ShortArray fromElements(short... values) {
        return fromArray(values);
    }

    /// Copies the segment, which holds elements and no header.
    public static ShortArray fromSegment(MemorySegment segment) {
        var array = new ShortArray(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static ShortArray fromSegmentShallow(MemorySegment segment) {
        return new ShortArray(segment);
    }

    public static ShortArray fromShortBuffer(ShortBuffer buffer) {
        return fromSegment(MemorySegment.ofBuffer(buffer));
    }

    public static void initialize(ShortArray array, short value) {
        array.init(value);
    }

    public static ShortArray concat(ShortArray... arrays) {
        return new ShortArray(arrays);
    }

    public short[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
    }

    public void set(int index, short value) {
        whole.set(ValueLayout.JAVA_SHORT_UNALIGNED, at(index, BYTES), value);
    }

    public short get(int index) {
        return whole.get(ValueLayout.JAVA_SHORT_UNALIGNED, at(index, BYTES));
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
    public ShortArray slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
