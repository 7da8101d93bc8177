package dev.weft.emulator.plan;

import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/// How many bytes of the device a plan holds.
final class DeviceMemory {
    private final long device;
    private long limit;
    private long used;

    DeviceMemory(long device) {
        this.device = device;
        this.limit = device;
    }

    /// The plan may hold less than the device has.
    void limit(long bytes) {
        limit = Math.min(bytes, device);
    }

    void unlimit() {
        limit = device;
    }

    void take(long bytes, String what) {
        if (used + bytes > limit) {
            throw new TornadoOutOfMemoryException("%s needs %d bytes of device memory; %d of %d bytes are in use"
                    .formatted(what, bytes, used, limit));
        }
        used += bytes;
    }

    void give(long bytes) {
        used -= bytes;
    }

    long used() {
        return used;
    }
}
