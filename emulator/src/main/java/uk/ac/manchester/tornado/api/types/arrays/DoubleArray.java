package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.DoubleBuffer;

/// An array of `double` values outside the Java heap.
public final class DoubleArray extends TornadoNativeArray {
    private static final int BYTES = 8;

    public DoubleArray(int numberOfElements) {
        super(numberOfElements, BYTES);
    }

    public DoubleArray(DoubleArray... arrays) {
        super(arrays, BYTES);
    }

    private DoubleArray(MemorySegment whole) {
        super(whole, BYTES);
    }

    public static DoubleArray fromArray(double[] values) {
        var array = new DoubleArray(values.length);
        MemorySegment.copy(values, 0, array.whole, ValueLayout.JAVA_DOUBLE_UNALIGNED, ARRAY_HEADER, values.length);
        return array;
    }

    public static DoubleArray fromElements(double... values) {
        return fromArray(values);
    }

    /// Copies the segment, which holds elements and no header.
    public static DoubleArray fromSegment(MemorySegment segment) {
        var array = new DoubleArray(elements(segment.byteSize(), BYTES));
        MemorySegment.copy(segment, 0, array.whole, ARRAY_HEADER, array.getNumBytesOfSegment());
        return array;
    }

    /// Shares the segment, which begins with a header.
    public static DoubleArray fromSegmentShallow(MemorySegment segment) {
        return new DoubleArray(segment);
    }

    public static DoubleArray fromDoubleBuffer(DoubleBuffer buffer) {
        return fromSegment(MemorySegment.ofBuffer(buffer));
    }

    public static void initialize(DoubleArray array, double value) {
        array.init(value);
    }

    public static DoubleArray concat(DoubleArray... arrays) {
        return new DoubleArray(arrays);
    }

    public double[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
    }

    public void set(int index, double value) {
        whole.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, at(index, BYTES), value);
    }

    public double get(int index) {
        return whole.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at(index, BYTES));
    }

    @Override
    public void clear() {
        super.clear();
    }

    public void init(double value) {
        for (var i = 0; i < getSize(); i++) {
            set(i, value);
        }
    }

    /// A copy of a part.
    public DoubleArray slice(int offset, int length) {
        return fromSegment(part(offset, length, BYTES));
    }
}
