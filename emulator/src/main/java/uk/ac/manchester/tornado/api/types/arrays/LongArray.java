package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements of type `long`.
public final class LongArray extends TornadoNativeArray {
    public LongArray(int size) {
        super(size, 8);
    }

    public static LongArray fromArray(long[] values) {
        var array = new LongArray(values.length);
        MemorySegment.copy(values, 0, array.getSegment(), ValueLayout.JAVA_LONG, 0, values.length);
        return array;
    }

    public static LongArray fromElements(long... values) {
        return fromArray(values);
    }

    public static LongArray fromSegment(MemorySegment segment) {
        var array = new LongArray(Math.toIntExact(segment.byteSize() / 8));
        array.getSegment().copyFrom(segment);
        return array;
    }

    public static void initialize(LongArray array, long value) {
        array.init(value);
    }

    public long[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_LONG);
    }

    public void set(int index, long value) {
        writes(index);
        getSegment().setAtIndex(ValueLayout.JAVA_LONG, index, value);
    }

    public long get(int index) {
        reads(index);
        return getSegment().getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    public void init(long value) {
        for (int n = 0; n < getSize(); n++) {
            getSegment().setAtIndex(ValueLayout.JAVA_LONG, n, value);
        }
    }

    @Override
    public void clear() {
        super.clear();
    }

    @Override
    TornadoNativeArray another() {
        return new LongArray(getSize());
    }
}
