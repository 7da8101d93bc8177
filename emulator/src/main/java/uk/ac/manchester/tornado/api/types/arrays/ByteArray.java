package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import uk.ac.manchester.tornado.api.types.HalfFloat;

/// Elements of type `byte` outside the heap.
public final class ByteArray extends TornadoNativeArray {
    private static final ValueLayout.OfByte LAYOUT = ValueLayout.JAVA_BYTE;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public ByteArray(int numberOfElements) {
        super(numberOfElements, 1);
    }

    private ByteArray(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, 1);
    }

    public static ByteArray fromArray(byte[] values) {
        return fromSegment(MemorySegment.ofArray(values));
    }

    public static ByteArray fromElements(byte... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static ByteArray fromSegment(MemorySegment segment) {
        var array = new ByteArray(elements(segment, 1));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static ByteArray fromSegmentShallow(MemorySegment segment) {
        return new ByteArray(segment);
    }

    /// A copy of what is left in the buffer.
    public static ByteArray fromByteBuffer(ByteBuffer buffer) {
        var array = new ByteArray(buffer.remaining());
        array.getSegment().copyFrom(MemorySegment.ofBuffer(buffer));
        return array;
    }

    public static void initialize(ByteArray array, byte value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static ByteArray concat(ByteArray... arrays) {
        var all = new ByteArray(sizeOfAll(arrays));
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

    /// Two bytes, as a 16-bit float.
    public HalfFloat getHalfFloat(int byteIndex) {
        reading(byteIndex, Short.BYTES);
        return new HalfFloat(getSegment().get(ValueLayout.JAVA_SHORT_UNALIGNED, byteIndex));
    }

    /// Two bytes, as a 16-bit float.
    public void setHalfFloat(int byteIndex, HalfFloat value) {
        writing(byteIndex, Short.BYTES);
        getSegment().set(ValueLayout.JAVA_SHORT_UNALIGNED, byteIndex, value.getHalfFloatValue());
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
    public ByteArray slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * 1, (long) length * 1));
    }

    @Override
    ByteArray another() {
        return new ByteArray(getSize());
    }
}
