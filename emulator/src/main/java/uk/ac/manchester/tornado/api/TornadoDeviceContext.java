package uk.ac.manchester.tornado.api;

/// What a device can do.
public interface TornadoDeviceContext {
    boolean isFP64Supported();
}
