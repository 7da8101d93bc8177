package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.api.types.HalfFloat;

/// 16-bit IEEE floats outside the heap.
public final class HalfFloatArray extends TornadoNativeArray {
    private static final ValueLayout.OfShort LAYOUT = ValueLayout.JAVA_SHORT_UNALIGNED;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public HalfFloatArray(int numberOfElements) {
        super(numberOfElements, Short.BYTES);
    }

    private HalfFloatArray(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, Short.BYTES);
    }

    public static HalfFloatArray fromArray(HalfFloat[] values) {
        var array = new HalfFloatArray(values.length);
        for (var i = 0; i < values.length; i++) {
            array.set(i, values[i]);
        }
        return array;
    }

    public static HalfFloatArray fromElements(HalfFloat... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static HalfFloatArray fromSegment(MemorySegment segment) {
        var array = new HalfFloatArray(elements(segment, Short.BYTES));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static HalfFloatArray fromSegmentShallow(MemorySegment segment) {
        return new HalfFloatArray(segment);
    }

    public static void initialize(HalfFloatArray array, HalfFloat value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static HalfFloatArray concat(HalfFloatArray... arrays) {
        var all = new HalfFloatArray(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public HalfFloat[] toHeapArray() {
        var values = new HalfFloat[getSize()];
        for (var i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    /// The bit patterns.
    public short[] toShortArray() {
        return getSegment().toArray(LAYOUT);
    }

    public HalfFloat get(int index) {
        reading(index);
        return new HalfFloat(payload().getAtIndex(LAYOUT, index));
    }

    public void set(int index, HalfFloat value) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, value.getHalfFloatValue());
    }

    public void init(HalfFloat value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init(new HalfFloat((short) 0));
    }

    /// A copy of some elements.
    public HalfFloatArray slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * Short.BYTES, (long) length * Short.BYTES));
    }

    @Override
    HalfFloatArray another() {
        return new HalfFloatArray(getSize());
    }
}
