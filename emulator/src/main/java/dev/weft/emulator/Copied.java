package dev.weft.emulator;

/// What was copied in an execution: nanoseconds and bytes, to the device and back.
public record Copied(long in, long out, long bytesIn, long bytesOut) {
    static final Copied NOTHING = new Copied(0, 0, 0, 0);

    Copied plusIn(long nanos, long bytes) {
        return new Copied(in + nanos, out, bytesIn + bytes, bytesOut);
    }

    Copied plusOut(long nanos, long bytes) {
        return new Copied(in, out + nanos, bytesIn, bytesOut + bytes);
    }
}
