package uk.ac.manchester.tornado.api;

/// The limits of a device.
public interface TornadoTargetDevice {
    String getDeviceName();

    /// In bytes.
    long getDeviceGlobalMemorySize();

    /// In bytes, for one work-group.
    long getDeviceLocalMemorySize();

    int getDeviceMaxComputeUnits();

    long[] getDeviceMaxWorkItemSizes();

    long[] getDeviceMaxWorkGroupSize();

    int getMaxThreadsPerBlock();

    /// In MHz.
    int getDeviceMaxClockFrequency();

    long getDeviceMaxConstantBufferSize();

    /// In bytes, for one array.
    long getDeviceMaxAllocationSize();

    String getDeviceInfo();
}
