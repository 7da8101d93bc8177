package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.DoubleBuffer;

/// Elements of type `double` outside the heap.
public final class DoubleArray extends TornadoNativeArray {
    private static final ValueLayout.OfDouble LAYOUT = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /// A new array.
    ///
    /// @param numberOfElements how many; what they hold is not specified
    public DoubleArray(int numberOfElements) {
        super(numberOfElements, 8);
    }

    private DoubleArray(MemorySegment segmentWithHeader) {
        super(segmentWithHeader, 8);
    }

    public static DoubleArray fromArray(double[] values) {
        return fromSegment(MemorySegment.ofArray(values));
    }

    public static DoubleArray fromElements(double... values) {
        return fromArray(values);
    }

    /// A copy of a segment that has no header.
    public static DoubleArray fromSegment(MemorySegment segment) {
        var array = new DoubleArray(elements(segment, 8));
        array.getSegment().copyFrom(segment);
        return array;
    }

    /// A view of a segment that starts with room for the header.
    public static DoubleArray fromSegmentShallow(MemorySegment segment) {
        return new DoubleArray(segment);
    }

    /// A copy of what is left in the buffer.
    public static DoubleArray fromDoubleBuffer(DoubleBuffer buffer) {
        var array = new DoubleArray(buffer.remaining());
        array.getSegment().copyFrom(MemorySegment.ofBuffer(buffer));
        return array;
    }

    public static void initialize(DoubleArray array, double value) {
        array.init(value);
    }

    /// A copy of the arrays, one behind the other.
    public static DoubleArray concat(DoubleArray... arrays) {
        var all = new DoubleArray(sizeOfAll(arrays));
        all.fillFrom(arrays);
        return all;
    }

    public double[] toHeapArray() {
        return getSegment().toArray(LAYOUT);
    }

    public double get(int index) {
        reading(index);
        return payload().getAtIndex(LAYOUT, index);
    }

    public void set(int index, double value) {
        writing(index);
        payload().setAtIndex(LAYOUT, index, value);
    }

    public void init(double value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// Sets all elements to zero.
    public void clear() {
        init(0.0);
    }

    /// A copy of some elements.
    public DoubleArray slice(int offset, int length) {
        return fromSegment(getSegment().asSlice((long) offset * 8, (long) length * 8));
    }

    @Override
    DoubleArray another() {
        return new DoubleArray(getSize());
    }
}
