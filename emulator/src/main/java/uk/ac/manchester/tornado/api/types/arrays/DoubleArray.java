package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements of type `double`.
public final class DoubleArray extends TornadoNativeArray {
    public DoubleArray(int size) {
        super(size, 8);
    }

    public static DoubleArray fromArray(double[] values) {
        var array = new DoubleArray(values.length);
        MemorySegment.copy(values, 0, array.getSegment(), ValueLayout.JAVA_DOUBLE, 0, values.length);
        return array;
    }

    public static DoubleArray fromElements(double... values) {
        return fromArray(values);
    }

    public static DoubleArray fromSegment(MemorySegment segment) {
        var array = new DoubleArray(Math.toIntExact(segment.byteSize() / 8));
        array.getSegment().copyFrom(segment);
        return array;
    }

    public static void initialize(DoubleArray array, double value) {
        array.init(value);
    }

    public double[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_DOUBLE);
    }

    public void set(int index, double value) {
        writes(index);
        getSegment().setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }

    public double get(int index) {
        reads(index);
        return getSegment().getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    public void init(double value) {
        for (int n = 0; n < getSize(); n++) {
            getSegment().setAtIndex(ValueLayout.JAVA_DOUBLE, n, value);
        }
    }

    @Override
    public void clear() {
        super.clear();
    }

    @Override
    TornadoNativeArray another() {
        return new DoubleArray(getSize());
    }
}
