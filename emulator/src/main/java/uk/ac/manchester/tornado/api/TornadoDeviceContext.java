package uk.ac.manchester.tornado.api;

/// What a backend can do with a device.
public interface TornadoDeviceContext {
    TornadoTargetDevice getDevice();

    boolean isFP64Supported();

    int getDeviceIndex();

    String getDeviceName();
}
