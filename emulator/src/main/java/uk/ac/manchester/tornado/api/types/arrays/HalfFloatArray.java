package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.api.types.HalfFloat;

/// Elements of 16 bits.
public final class HalfFloatArray extends TornadoNativeArray {
    public HalfFloatArray(int size) {
        super(size, 2);
    }

    public void set(int index, HalfFloat value) {
        writes(index);
        getSegment().setAtIndex(ValueLayout.JAVA_SHORT, index, value.getHalfFloatValue());
    }

    public HalfFloat get(int index) {
        reads(index);
        return new HalfFloat(getSegment().getAtIndex(ValueLayout.JAVA_SHORT, index));
    }

    public void init(HalfFloat value) {
        for (int n = 0; n < getSize(); n++) {
            getSegment().setAtIndex(ValueLayout.JAVA_SHORT, n, value.getHalfFloatValue());
        }
    }

    @Override
    public void clear() {
        super.clear();
    }

    @Override
    TornadoNativeArray another() {
        return new HalfFloatArray(getSize());
    }
}
