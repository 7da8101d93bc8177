package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements of type `int`.
public final class IntArray extends TornadoNativeArray {
    public IntArray(int size) {
        super(size, 4);
    }

    public static IntArray fromArray(int[] values) {
        var array = new IntArray(values.length);
        MemorySegment.copy(values, 0, array.getSegment(), ValueLayout.JAVA_INT, 0, values.length);
        return array;
    }

    public static IntArray fromElements(int... values) {
        return fromArray(values);
    }

    public static IntArray fromSegment(MemorySegment segment) {
        var array = new IntArray(Math.toIntExact(segment.byteSize() / 4));
        array.getSegment().copyFrom(segment);
        return array;
    }

    public static void initialize(IntArray array, int value) {
        array.init(value);
    }

    public int[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_INT);
    }

    public void set(int index, int value) {
        writes(index);
        getSegment().setAtIndex(ValueLayout.JAVA_INT, index, value);
    }

    public int get(int index) {
        reads(index);
        return getSegment().getAtIndex(ValueLayout.JAVA_INT, index);
    }

    public void init(int value) {
        for (int n = 0; n < getSize(); n++) {
            getSegment().setAtIndex(ValueLayout.JAVA_INT, n, value);
        }
    }

    @Override
    public void clear() {
        super.clear();
    }

    @Override
    TornadoNativeArray another() {
        return new IntArray(getSize());
    }
}
