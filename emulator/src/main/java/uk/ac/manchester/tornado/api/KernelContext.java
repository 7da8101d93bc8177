package uk.ac.manchester.tornado.api;

import dev.weft.emulator.WorkItem;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/// What a kernel knows of the work-item that runs it.
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

    /// The context that a task is made with; each work-item gets its own.
    public KernelContext() {
        this(new int[3], new int[3], new int[3], new int[3], null);
    }

    private KernelContext(int[] group, int[] local, int[] groupSize, int[] globalSize, @Nullable WorkItem item) {
        this.globalIdx = group[0] * groupSize[0] + local[0];
        this.globalIdy = group[1] * groupSize[1] + local[1];
        this.globalIdz = group[2] * groupSize[2] + local[2];
        this.localIdx = local[0];
        this.localIdy = local[1];
        this.localIdz = local[2];
        this.groupIdx = group[0];
        this.groupIdy = group[1];
        this.groupIdz = group[2];
        this.globalGroupSizeX = globalSize[0];
        this.globalGroupSizeY = globalSize[1];
        this.globalGroupSizeZ = globalSize[2];
        this.localGroupSizeX = groupSize[0];
        this.localGroupSizeY = groupSize[1];
        this.localGroupSizeZ = groupSize[2];
        this.item = item;
    }

    static KernelContext of(WorkItem item) {
        return new KernelContext(item.group(), item.local(), item.groupSize(), item.globalSize(), item);
    }

    private WorkItem item() {
        if (item == null) {
            throw new IllegalStateException("a kernel context outside a kernel");
        }
        return item;
    }

    /// Waits for all work-items of the group.
    public void localBarrier() {
        item().barrier();
    }

    /// The same: no barrier reaches beyond a group.
    public void globalBarrier() {
        item().barrier();
    }

    public void atomicAdd(IntArray array, int index, int value) {
        item().atomically(() -> array.set(index, array.get(index) + value));
    }

    public void atomicAdd(LongArray array, int index, long value) {
        item().atomically(() -> array.set(index, array.get(index) + value));
    }

    public int[] allocateIntLocalArray(int size) {
        return item().local(int[].class, int[]::new, size);
    }

    public float[] allocateFloatLocalArray(int size) {
        return item().local(float[].class, float[]::new, size);
    }

    public double[] allocateDoubleLocalArray(int size) {
        return item().local(double[].class, double[]::new, size);
    }

    public long[] allocateLongLocalArray(int size) {
        return item().local(long[].class, long[]::new, size);
    }

    public byte[] allocateByteLocalArray(int size) {
        return item().local(byte[].class, byte[]::new, size);
    }
}
