package uk.ac.manchester.tornado.api;

import dev.weft.emulator.plan.Profile;
import uk.ac.manchester.tornado.api.profiler.ProfilerInterface;

/// What an execution took: nanoseconds of this machine, bytes as a device would move them.
public class TornadoProfilerResult implements ProfilerInterface {
    private final Profile profile;

    TornadoProfilerResult(Profile profile) {
        this.profile = profile;
    }

    @Override
    public long getTotalTime() {
        return profile.kernelNanos() + profile.inNanos() + profile.outNanos();
    }

    @Override
    public long getCompileTime() {
        return profile.compileNanos();
    }

    @Override
    public long getTornadoCompilerTime() {
        return profile.compileNanos();
    }

    @Override
    public long getDriverInstallTime() {
        return 0L;
    }

    @Override
    public long getDataTransfersTime() {
        return profile.inNanos() + profile.outNanos();
    }

    @Override
    public long getDeviceWriteTime() {
        return profile.inNanos();
    }

    @Override
    public long getDeviceReadTime() {
        return profile.outNanos();
    }

    @Override
    public long getDataTransferDispatchTime() {
        return 0L;
    }

    @Override
    public long getKernelDispatchTime() {
        return 0L;
    }

    @Override
    public long getDeviceKernelTime() {
        return profile.kernelNanos();
    }

    @Override
    public long getTotalBytesCopyIn() {
        return profile.inBytes();
    }

    @Override
    public long getTotalBytesCopyOut() {
        return profile.outBytes();
    }

    @Override
    public long getTotalBytesTransferred() {
        return profile.inBytes() + profile.outBytes();
    }

    @Override
    public long getTotalDeviceMemoryUsage() {
        return profile.deviceBytes();
    }

    /// JSON.
    @Override
    public String getProfileLog() {
        return profile.json();
    }

    public void dumpProfiles() {
        System.out.println(getProfileLog());
    }
}
