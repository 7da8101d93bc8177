package uk.ac.manchester.tornado.api;

import dev.weft.emulator.plan.Measures;
import uk.ac.manchester.tornado.api.profiler.ProfilerInterface;

/// What an execution took, as measured here; zeros if the profiler was off.
public class TornadoProfilerResult implements ProfilerInterface {
    private final Measures measures;

    TornadoProfilerResult(Measures measures) {
        this.measures = measures;
    }

    @Override
    public long getTotalTime() {
        return measures.total();
    }

    @Override
    public long getCompileTime() {
        return measures.compile();
    }

    @Override
    public long getTornadoCompilerTime() {
        return measures.compile();
    }

    @Override
    public long getDriverInstallTime() {
        return 0;
    }

    @Override
    public long getDataTransfersTime() {
        return measures.write() + measures.read();
    }

    @Override
    public long getDeviceWriteTime() {
        return measures.write();
    }

    @Override
    public long getDeviceReadTime() {
        return measures.read();
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
        return measures.kernel();
    }

    @Override
    public String getProfileLog() {
        return measures.json();
    }

    @Override
    public long getTotalBytesCopyIn() {
        return measures.bytesIn();
    }

    @Override
    public long getTotalBytesCopyOut() {
        return measures.bytesOut();
    }

    @Override
    public long getTotalBytesTransferred() {
        return measures.bytesIn() + measures.bytesOut();
    }

    @Override
    public long getTotalDeviceMemoryUsage() {
        return measures.memory();
    }

    public void dumpProfiles() {
        System.out.println(measures.json());
    }
}
