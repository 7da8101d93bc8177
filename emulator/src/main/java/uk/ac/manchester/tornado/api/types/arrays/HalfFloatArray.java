package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.api.types.HalfFloat;

/// An array of binary16 numbers outside the Java heap.
public final class HalfFloatArray extends TornadoNativeArray {
    private static final int BYTES = 2;

    public HalfFloatArray(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public HalfFloatArray(HalfFloatArray... arrays) {
        super(arrays, BYTES);
    }

    private HalfFloatArray(MemorySegment whole) {
        super(whole, BYTES);
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

    /// Copies the segment, which holds elements and no header.
    public static HalfFloatArray fromSegment(MemorySegment segment) {
        var array = new HalfFloatArray(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static HalfFloatArray fromSegmentShallow(MemorySegment segment) {
        return new HalfFloatArray(segment);
    }

    public static void initialize(HalfFloatArray array, HalfFloat value) {
        array.init(value);
    }

    public static HalfFloatArray concat(HalfFloatArray... arrays) {
        return new HalfFloatArray(arrays);
    }

    public HalfFloat[] toHeapArray() {
        var values = new HalfFloat[getSize()];
        for (var i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    public short[] toShortArray() {
        return getSegment().toArray(ValueLayout.JAVA_SHORT_UNALIGNED);
    }

    public void set(int index, HalfFloat value) {
        whole.set(ValueLayout.JAVA_SHORT_UNALIGNED, at(index, BYTES), value.getHalfFloatValue());
    }

    public HalfFloat get(int index) {
        return new HalfFloat(whole.get(ValueLayout.JAVA_SHORT_UNALIGNED, at(index, BYTES)));
    }

    @Override
    public void clear() {
        super.clear();
    }

    public void init(HalfFloat value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// A copy of a part.
    public HalfFloatArray slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
