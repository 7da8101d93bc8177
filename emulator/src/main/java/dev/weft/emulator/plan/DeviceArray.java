package dev.weft.emulator.plan;

/// The device's copy of a host's array.
final class DeviceArray {
    private final Object host;
    private final Object copy;
    private boolean filled;

    DeviceArray(Object host) {
        this.host = host;
        this.copy = Copies.likeOf(host);
        forget();
    }

    /// What a kernel is given.
    Object copy() {
        return copy;
    }

    boolean filled() {
        return filled;
    }

    long bytes() {
        return Copies.bytes(copy);
    }

    /// Makes the contents undefined.
    void forget() {
        Copies.forget(copy);
        filled = false;
    }

    void fromHost() {
        Copies.copy(host, copy);
        filled = true;
    }

    void toHost() {
        Copies.copy(copy, host);
    }
}
