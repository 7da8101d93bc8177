package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import uk.ac.manchester.tornado.api.types.HalfFloat;

/// An array of `byte` values outside the Java heap.
public final class ByteArray extends TornadoNativeArray {
    private static final int BYTES = 1;

    public ByteArray(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public ByteArray(ByteArray... arrays) {
        super(arrays, BYTES);
    }

    private ByteArray(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static ByteArray fromArray(byte[] values) {
        var array = new ByteArray(values.length);
        MemorySegment.copy(values, 0, array.whole, ValueLayout.JAVA_BYTE, ARRAY_HEADER, values.length);
        return array;
    }

    public static ByteArray fromElements(byte... values) {
        return fromArray(values);
    }

    /// Copies the segment, which holds elements and no header.
    public static ByteArray fromSegment(MemorySegment segment) {
        var array = new ByteArray(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static ByteArray fromSegmentShallow(MemorySegment segment) {
        return new ByteArray(segment);
    }

    public static ByteArray fromByteBuffer(ByteBuffer buffer) {
        return fromSegment(MemorySegment.ofBuffer(buffer));
    }

    public static void initialize(ByteArray array, byte value) {
        array.init(value);
    }

    public static ByteArray concat(ByteArray... arrays) {
        return new ByteArray(arrays);
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

    /// A binary16 number across two elements.
    ///
    /// @param index in bytes
    public void setHalfFloat(int index, HalfFloat value) {
        whole.set(ValueLayout.JAVA_SHORT_UNALIGNED, at(index, BYTES), value.getHalfFloatValue());
    }

    /// A binary16 number across two elements.
    ///
    /// @param index in bytes
    public HalfFloat getHalfFloat(int index) {
        return new HalfFloat(whole.get(ValueLayout.JAVA_SHORT_UNALIGNED, at(index, BYTES)));
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
    public ByteArray slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
