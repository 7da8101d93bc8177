package dev.weft.emulator.plan;

import dev.weft.emulator.memory.NativeArrays;
import dev.weft.emulator.memory.Watch;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// An array of the host and its copy on the device.
final class DeviceBuffer {
    private final TornadoNativeArray host;
    private final TornadoNativeArray device;
    private final Watch watch;
    private boolean loaded;

    DeviceBuffer(TornadoNativeArray host) {
        this.host = host;
        this.watch = new Watch(host.getSize());
        this.device = NativeArrays.access().copy(host, watch);
    }

    TornadoNativeArray host() {
        return host;
    }

    TornadoNativeArray device() {
        return device;
    }

    Watch watch() {
        return watch;
    }

    long bytes() {
        return device.getNumBytesOfSegmentWithHeader();
    }

    /// Whether it has ever been copied in.
    boolean isLoaded() {
        return loaded;
    }

    /// What the host never set has no value on the device either.
    void copyIn() {
        var access = NativeArrays.access();
        access.payload(device).copyFrom(access.payload(host));
        watch.define(access.touched(host));
        loaded = true;
    }

    void copyOut() {
        var access = NativeArrays.access();
        access.payload(host).copyFrom(access.payload(device));
        access.touch(host);
    }
}
