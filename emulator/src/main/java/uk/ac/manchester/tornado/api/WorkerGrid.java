package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.Nullable;

/// How many work-items run, in groups of how many.
public interface WorkerGrid {
    int dimension();

    long[] getGlobalWork();

    long @Nullable [] getLocalWork();

    long @Nullable [] getNumberOfWorkgroups();

    long[] getGlobalOffset();

    void setGlobalWork(long x, long y, long z);

    void setLocalWork(long x, long y, long z);

    void setNumberOfWorkgroupsToNull();

    void setLocalWorkToNull();

    void setGlobalOffset(long x, long y, long z);
}
