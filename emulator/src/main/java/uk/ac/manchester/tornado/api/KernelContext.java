package uk.ac.manchester.tornado.api;

import dev.weft.emulator.run.Extent;
import dev.weft.emulator.run.WorkItem;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/// What a work-item knows of its place, and shares with its group. The one that a host makes stands for those of the
/// work-items.
public class KernelContext {
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

    private final @Nullable WorkItem item;

    public KernelContext() {
        var none = new Extent(0, 0, 0);
        this(null, none, none, none, none);
    }

    KernelContext(WorkItem item) {
        var grid = item.group().grid();
        this(item, item.place(), item.group().place(), grid.local(), grid.global());
    }

    private KernelContext(@Nullable WorkItem item, Extent place, Extent group, Extent local, Extent global) {
        this.item = item;
        globalIdx = group.x() * local.x() + place.x();
        globalIdy = group.y() * local.y() + place.y();
        globalIdz = group.z() * local.z() + place.z();
        localIdx = place.x();
        localIdy = place.y();
        localIdz = place.z();
        groupIdx = group.x();
        groupIdy = group.y();
        groupIdz = group.z();
        globalGroupSizeX = global.x();
        globalGroupSizeY = global.y();
        globalGroupSizeZ = global.z();
        localGroupSizeX = local.x();
        localGroupSizeY = local.y();
        localGroupSizeZ = local.z();
    }

    /// Waits for the work-group; what it wrote to local memory is seen then.
    public void localBarrier() {
        item().barrier();
    }

    /// Waits for the work-group, not for the grid; what it wrote is seen then.
    public void globalBarrier() {
        item().barrier();
    }

    public int[] allocateIntLocalArray(int size) {
        return item().local(int[].class, size);
    }

    public long[] allocateLongLocalArray(int size) {
        return item().local(long[].class, size);
    }

    public float[] allocateFloatLocalArray(int size) {
        return item().local(float[].class, size);
    }

    public double[] allocateDoubleLocalArray(int size) {
        return item().local(double[].class, size);
    }

    public byte[] allocateByteLocalArray(int size) {
        return item().local(byte[].class, size);
    }

    public void atomicAdd(IntArray array, int index, int value) {
        item().atomic(array, index, array.getSize());
        array.set(index, array.get(index) + value);
    }

    public void atomicAdd(int[] array, int index, int value) {
        item().atomic(array, index, array.length);
        array[index] += value;
    }

    public void atomicAdd(LongArray array, int index, long value) {
        item().atomic(array, index, array.getSize());
        array.set(index, array.get(index) + value);
    }

    public void atomicAdd(FloatArray array, int index, float value) {
        item().atomic(array, index, array.getSize());
        array.set(index, array.get(index) + value);
    }

    public void atomicAdd(DoubleArray array, int index, double value) {
        item().atomic(array, index, array.getSize());
        array.set(index, array.get(index) + value);
    }

    private WorkItem item() {
        if (item == null) {
            throw new IllegalStateException("This KernelContext is the host's; only a work-item's own has a group");
        }
        return item;
    }
}
