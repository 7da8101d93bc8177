package uk.ac.manchester.tornado.api;

import dev.weft.emulator.Copied;
import uk.ac.manchester.tornado.api.profiler.ProfilerInterface;

/// What one execution took. The emulator compiles nothing, and dispatches at no cost.
public class TornadoProfilerResult implements ProfilerInterface {
    private final long wall;
    private final long kernels;
    private final long memory;
    private final Copied copied;

    TornadoProfilerResult(long wall, long kernels, long memory, Copied copied) {
        this.wall = wall;
        this.kernels = kernels;
        this.memory = memory;
        this.copied = copied;
    }

    @Override
    public long getTotalTime() {
        return wall;
    }

    @Override
    public long getCompileTime() {
        return 0;
    }

    @Override
    public long getTornadoCompilerTime() {
        return 0;
    }

    @Override
    public long getDriverInstallTime() {
        return 0;
    }

    @Override
    public long getDataTransfersTime() {
        return copied.in() + copied.out();
    }

    @Override
    public long getDeviceWriteTime() {
        return copied.in();
    }

    @Override
    public long getDeviceReadTime() {
        return copied.out();
    }

    @Override
    public long getDataTransferDispatchTime() {
        return 0;
    }

    @Override
    public long getKernelDispatchTime() {
        return 0;
    }

    @Override
    public long getDeviceKernelTime() {
        return kernels;
    }

    @Override
    public long getTotalBytesCopyIn() {
        return copied.bytesIn();
    }

    @Override
    public long getTotalBytesCopyOut() {
        return copied.bytesOut();
    }

    @Override
    public long getTotalBytesTransferred() {
        return copied.bytesIn() + copied.bytesOut();
    }

    @Override
    public long getTotalDeviceMemoryUsage() {
        return memory;
    }
}
