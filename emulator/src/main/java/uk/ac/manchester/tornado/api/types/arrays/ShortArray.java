package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements of type `short`.
public final class ShortArray extends TornadoNativeArray {
    public ShortArray(int size) {
        super(size, 2);
    }

    public static ShortArray fromArray(short[] values) {
        var array = new ShortArray(values.length);
        MemorySegment.copy(values, 0, array.getSegment(), ValueLayout.JAVA_SHORT, 0, values.length);
        return array;
    }

    public static ShortArray fromElements(short... values) {
        return fromArray(values);
    }

    public static ShortArray fromSegment(MemorySegment segment) {
        var array = new ShortArray(Math.toIntExact(segment.byteSize() / 2));
        array.getSegment().copyFrom(segment);
        return array;
    }

    public static void initialize(ShortArray array, short value) {
        array.init(value);
    }

    public short[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_SHORT);
    }

    public void set(int index, short value) {
        writes(index);
        getSegment().setAtIndex(ValueLayout.JAVA_SHORT, index, value);
    }

    public short get(int index) {
        reads(index);
        return getSegment().getAtIndex(ValueLayout.JAVA_SHORT, index);
    }

    public void init(short value) {
        for (int n = 0; n < getSize(); n++) {
            getSegment().setAtIndex(ValueLayout.JAVA_SHORT, n, value);
        }
    }

    @Override
    public void clear() {
        super.clear();
    }

    @Override
    TornadoNativeArray another() {
        return new ShortArray(getSize());
    }
}
