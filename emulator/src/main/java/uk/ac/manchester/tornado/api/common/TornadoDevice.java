package uk.ac.manchester.tornado.api.common;

import uk.ac.manchester.tornado.api.TornadoDeviceContext;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;

/// A device that a plan can run on.
public interface TornadoDevice {
    String getDeviceName();

    String getDescription();

    String getPlatformName();

    TornadoDeviceContext getDeviceContext();

    TornadoTargetDevice getPhysicalDevice();

    TornadoDeviceType getDeviceType();

    /// In bytes, for one array.
    long getMaxAllocMemory();

    /// In bytes.
    long getMaxGlobalMemory();

    /// In bytes, for one work-group.
    long getDeviceLocalMemorySize();

    long[] getDeviceMaxWorkgroupDimensions();

    String getDeviceOpenCLCVersion();

    int getBackendIndex();

    TornadoVMBackendType getTornadoVMBackend();

    boolean isSPIRVSupported();
}
