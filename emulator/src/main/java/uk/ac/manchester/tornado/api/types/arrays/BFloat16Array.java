package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.api.types.BFloat16;

/// bfloat16 bit patterns outside the heap.
public final class BFloat16Array extends TornadoNativeArray {
    private static final ValueLayout.OfShort LAYOUT = ValueLayout.JAVA_SHORT_UNALIGNED;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public BFloat16Array(int numberOfElements) {
        super(numberOfElements, Short.BYTES);
    }

    private BFloat16Array(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, Short.BYTES);
    }

    public static BFloat16Array fromShorts(short... patterns) {
        return fromSegment(MemorySegment.ofArray(patterns));
    }

    public static BFloat16Array fromFloats(float... values) {
        var array = new BFloat16Array(values.length);
        for (var i = 0; i < values.length; i++) {
            array.setFloat(i, values[i]);
        }
        return array;
    }

    /// A copy of a segment that has no header.
    public static BFloat16Array fromSegment(MemorySegment segment) {
        var array = new BFloat16Array(elements(segment, Short.BYTES));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static BFloat16Array fromSegmentShallow(MemorySegment segment) {
        return new BFloat16Array(segment);
    }

    public static void initialize(BFloat16Array array, short pattern) {
        array.init(pattern);
    }

    /// A copy of the arrays, one behind the other.
    public static BFloat16Array concat(BFloat16Array... arrays) {
        var all = new BFloat16Array(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public short[] toShortArray() {
        return getSegment().toArray(LAYOUT);
    }

    public short get(int index) {
        reading(index);
        return payload().getAtIndex(LAYOUT, index);
    }

    public void set(int index, short pattern) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, pattern);
    }

    public float getFloat(int index) {
        return BFloat16.bf16ToFloat(get(index));
    }

    public void setFloat(int index, float value) {
        set(index, BFloat16.bf16FromFloat(value));
    }

    public void init(short pattern) {
        for (var i = 0; i < getSize(); i++) {
            set(i, pattern);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init((short) 0);
    }

    /// A copy of some elements.
    public BFloat16Array slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * Short.BYTES, (long) length * Short.BYTES));
    }

    @Override
    BFloat16Array another() {
        return new BFloat16Array(getSize());
    }
}
