package uk.ac.manchester.tornado.api.profiler;

/// What one execution took, in nanoseconds and bytes.
public interface ProfilerInterface {
    long getTotalTime();

    long getCompileTime();

    long getTornadoCompilerTime();

    long getDriverInstallTime();

    long getDataTransfersTime();

    long getDeviceWriteTime();

    long getDeviceReadTime();

    long getDataTransferDispatchTime();

    long getKernelDispatchTime();

    long getDeviceKernelTime();

    /// As JSON.
    String getProfileLog();

    long getTotalBytesCopyIn();

    long getTotalBytesCopyOut();

    long getTotalBytesTransferred();

    long getTotalDeviceMemoryUsage();
}
