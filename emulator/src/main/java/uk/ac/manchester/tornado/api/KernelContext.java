package uk.ac.manchester.tornado.api;

import dev.weft.emulator.memory.WorkItems;
import uk.ac.manchester.tornado.api.types.HalfFloat;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/// Who a work-item is, and what it shares with its group.
///
/// The emulator gives each work-item a context of its own. Its barriers, local arrays and atomics are
/// put in place of these methods when a kernel is loaded; called from elsewhere they do what one
/// work-item alone would see.
public class KernelContext implements ExecutionContext {
    static {
        WorkItems.introduce(KernelContext::new);
    }

    public final Integer globalIdx;
    public final Integer globalIdy;
    public final Integer globalIdz;
    public final Integer localIdx;
    public final Integer localIdy;
    public final Integer localIdz;
    public final Integer groupIdx;
    public final Integer groupIdy;
    public final Integer groupIdz;
    public final Integer globalGroupSizeX;
    public final Integer globalGroupSizeY;
    public final Integer globalGroupSizeZ;
    public final Integer localGroupSizeX;
    public final Integer localGroupSizeY;
    public final Integer localGroupSizeZ;

    public KernelContext() {
        this(new int[15]);
    }

    /// @param ids global, local and group index, global and local size, three numbers each
    KernelContext(int[] ids) {
        this.globalIdx = ids[0];
        this.globalIdy = ids[1];
        this.globalIdz = ids[2];
        this.localIdx = ids[3];
        this.localIdy = ids[4];
        this.localIdz = ids[5];
        this.groupIdx = ids[6];
        this.groupIdy = ids[7];
        this.groupIdz = ids[8];
        this.globalGroupSizeX = ids[9];
        this.globalGroupSizeY = ids[10];
        this.globalGroupSizeZ = ids[11];
        this.localGroupSizeX = ids[12];
        this.localGroupSizeY = ids[13];
        this.localGroupSizeZ = ids[14];
    }

    /// Waits for the group; orders local memory.
    public void localBarrier() {}

    /// Waits for the group; orders device memory.
    public void globalBarrier() {}

    public int[] allocateIntLocalArray(int size) {
        return new int[size];
    }

    public long[] allocateLongLocalArray(int size) {
        return new long[size];
    }

    public float[] allocateFloatLocalArray(int size) {
        return new float[size];
    }

    public double[] allocateDoubleLocalArray(int size) {
        return new double[size];
    }

    public byte[] allocateByteLocalArray(int size) {
        return new byte[size];
    }

    public HalfFloat[] allocateHalfFloatLocalArray(int size) {
        return new HalfFloat[size];
    }

    public void atomicAdd(int[] array, int index, int value) {
        array[index] += value;
    }

    public void atomicAdd(IntArray array, int index, int value) {
        array.set(index, array.get(index) + value);
    }

    public void atomicAdd(LongArray array, int index, long value) {
        array.set(index, array.get(index) + value);
    }

    public void atomicAdd(FloatArray array, int index, float value) {
        array.set(index, array.get(index) + value);
    }

    public void atomicAdd(DoubleArray array, int index, double value) {
        array.set(index, array.get(index) + value);
    }

    public float simdSum(float value) {
        return value;
    }

    public float simdShuffleDown(float value, int delta) {
        return value;
    }

    public float simdBroadcastFirst(float value) {
        return value;
    }
}
