package uk.ac.manchester.tornado.api;

/// What a device supports.
public interface TornadoDeviceContext {
    TornadoTargetDevice getDevice();

    boolean isPlatformFPGA();

    boolean isFP64Supported();

    int getDeviceIndex();

    String getDeviceName();
}
