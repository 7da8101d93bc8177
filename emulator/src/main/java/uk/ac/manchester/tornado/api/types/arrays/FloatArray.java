package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Elements of type `float`.
public final class FloatArray extends TornadoNativeArray {
    public FloatArray(int size) {
        super(size, 4);
    }

    public static FloatArray fromArray(float[] values) {
        var array = new FloatArray(values.length);
        MemorySegment.copy(values, 0, array.getSegment(), ValueLayout.JAVA_FLOAT, 0, values.length);
        return array;
    }

    public static FloatArray fromElements(float... values) {
        return fromArray(values);
    }

    public static FloatArray fromSegment(MemorySegment segment) {
        var array = new FloatArray(Math.toIntExact(segment.byteSize() / 4));
        array.getSegment().copyFrom(segment);
        return array;
    }

    public static void initialize(FloatArray array, float value) {
        array.init(value);
    }

    public float[] toHeapArray() {
        return getSegment().toArray(ValueLayout.JAVA_FLOAT);
    }

    public void set(int index, float value) {
        writes(index);
        getSegment().setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
    }

    public float get(int index) {
        reads(index);
        return getSegment().getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    public void init(float value) {
        for (int n = 0; n < getSize(); n++) {
            getSegment().setAtIndex(ValueLayout.JAVA_FLOAT, n, value);
        }
    }

    @Override
    public void clear() {
        super.clear();
    }

    @Override
    TornadoNativeArray another() {
        return new FloatArray(getSize());
    }
}
