package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.Nullable;

/// Sizes of a grid, in work-items.
public abstract class AbstractWorkerGrid implements WorkerGrid {
    private long[] globalWork;
    private long @Nullable [] localWork;
    private long @Nullable [] groups;
    private long[] globalOffset = new long[3];

    AbstractWorkerGrid(long x, long y, long z) {
        this.globalWork = new long[] {x, y, z};
    }

    @Override
    public long[] getGlobalWork() {
        return globalWork;
    }

    /// Null until set: then the device chooses.
    @Override
    public long @Nullable [] getLocalWork() {
        return localWork;
    }

    /// Null until a local size is set.
    @Override
    public long @Nullable [] getNumberOfWorkgroups() {
        return groups;
    }

    @Override
    public long[] getGlobalOffset() {
        return globalOffset;
    }

    @Override
    public void setGlobalWork(long x, long y, long z) {
        globalWork = new long[] {x, y, z};
        count();
    }

    @Override
    public void setLocalWork(long x, long y, long z) {
        localWork = new long[] {x, y, z};
        count();
    }

    @Override
    public void setGlobalOffset(long x, long y, long z) {
        globalOffset = new long[] {x, y, z};
    }

    @Override
    public void setLocalWorkToNull() {
        localWork = null;
    }

    @Override
    public void setNumberOfWorkgroupsToNull() {
        groups = null;
    }

    private void count() {
        var local = localWork;
        if (local == null) {
            return;
        }
        var counted = new long[3];
        for (var axis = 0; axis < counted.length; axis++) {
            counted[axis] = local[axis] == 0 ? 0 : globalWork[axis] / local[axis];
        }
        groups = counted;
    }
}
