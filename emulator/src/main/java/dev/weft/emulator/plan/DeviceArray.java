package dev.weft.emulator.plan;

import dev.weft.emulator.check.Shadow;

/// The device's copy of a host's array.
final class DeviceArray {
    private final Object host;
    private final Object copy;
    private final Shadow shadow;
    private boolean filled;

    DeviceArray(Object host) {
        this.host = host;
        this.copy = Copies.likeOf(host);
        this.shadow = new Shadow(host.getClass().getSimpleName(), Copies.length(host));
        Copies.forget(copy);
    }

    Shadow shadow() {
        return shadow;
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
        shadow.forget();
        filled = false;
    }

    void fromHost() {
        Copies.copy(host, copy);
        shadow.fill();
        filled = true;
    }

    void toHost() {
        Copies.copy(copy, host);
    }
}
