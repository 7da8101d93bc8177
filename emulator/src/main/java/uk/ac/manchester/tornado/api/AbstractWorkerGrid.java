package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.Nullable;

/// What the grids share.
public abstract class AbstractWorkerGrid implements WorkerGrid {
    protected long[] globalWork;
    protected long @Nullable [] localWork;
    protected long @Nullable [] numOfWorkgroups;
    protected long[] globalOffset = {0, 0, 0};

    protected AbstractWorkerGrid(long x, long y, long z) {
        globalWork = new long[] {x, y, z};
    }

    @Override
    public long[] getGlobalWork() {
        return globalWork;
    }

    @Override
    @SuppressWarnings("NullAway") // as in the real API: null until set
    public long[] getLocalWork() {
        return localWork;
    }

    @Override
    @SuppressWarnings("NullAway") // as in the real API: null until the local work is set
    public long[] getNumberOfWorkgroups() {
        return numOfWorkgroups;
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
        numOfWorkgroups = null;
    }

    private void count() {
        if (localWork == null) {
            return;
        }
        var groups = new long[globalWork.length];
        for (var i = 0; i < groups.length; i++) {
            groups[i] = localWork[i] > 0 ? Math.ceilDiv(globalWork[i], localWork[i]) : 0;
        }
        numOfWorkgroups = groups;
    }
}
