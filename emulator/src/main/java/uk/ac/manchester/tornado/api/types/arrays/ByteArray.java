package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements of type `byte`.
public final class ByteArray extends TornadoNativeArray {
    public ByteArray(int size) {
        super(size, 1);
    }

    public static ByteArray fromArray(byte[] values) {
        var array = new ByteArray(values.length);
        MemorySegment.copy(values, 0, array.getSegment(), ValueLayout.JAVA_BYTE, 0, values.length);
        return array;
    }

    public static ByteArray fromElements(byte... values) {
        return fromArray(values);
    }

    public static ByteArray fromSegment(MemorySegment segment) {
        var array = new ByteArray(Math.toIntExact(segment.byteSize() / 1));
        array.getSegment().copyFrom(segment);
        return array;
    }

    public static void initialize(ByteArray array, byte value) {
        array.init(value);
    }

    public byte[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_BYTE);
    }

    public void set(int index, byte value) {
        writes(index);
        getSegment().setAtIndex(ValueLayout.JAVA_BYTE, index, value);
    }

    public byte get(int index) {
        reads(index);
        return getSegment().getAtIndex(ValueLayout.JAVA_BYTE, index);
    }

    public void init(byte value) {
        for (int n = 0; n < getSize(); n++) {
            getSegment().setAtIndex(ValueLayout.JAVA_BYTE, n, value);
        }
    }

    @Override
    public void clear() {
        super.clear();
    }

    @Override
    TornadoNativeArray another() {
        return new ByteArray(getSize());
    }
}
