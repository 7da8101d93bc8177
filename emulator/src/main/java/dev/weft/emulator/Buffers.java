package dev.weft.emulator;

import java.util.IdentityHashMap;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;
import uk.ac.manchester.tornado.api.exceptions.TornadoTaskRuntimeException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// The device's copies of a plan's arrays. What is not copied is not visible on the other side.
public final class Buffers {
    private final IdentityHashMap<TornadoNativeArray, Buffer> copies = new IdentityHashMap<>();
    private long bytes;
    private Copied copied = Copied.NOTHING;

    /// One copy.
    record Buffer(TornadoNativeArray array, ArrayWatch watch) {}

    /// Before an execution.
    public void begin() {
        copied = Copied.NOTHING;
    }

    /// What the execution has copied so far.
    public Copied copied() {
        return copied;
    }

    /// Memory that the copies take.
    public long bytes() {
        return bytes;
    }

    boolean has(TornadoNativeArray host) {
        return copies.containsKey(host);
    }

    Buffer of(TornadoNativeArray host) {
        var known = copies.get(host);
        if (known != null) {
            return known;
        }
        bytes += host.getNumBytesOfSegmentWithHeader();
        if (bytes > Limits.MEMORY) {
            throw new TornadoOutOfMemoryException("%,d bytes are asked for, and the device has %,d"
                    .formatted(bytes, Limits.MEMORY));
        }
        var watch = new ArrayWatch(host.getSize());
        var made = new Buffer(host.onDevice(watch), watch);
        copies.put(host, made);
        return made;
    }

    void toDevice(TornadoNativeArray host) {
        long start = System.nanoTime();
        var buffer = of(host);
        buffer.array().getSegment().copyFrom(host.getSegment());
        buffer.watch().defined();
        copied = copied.plusIn(System.nanoTime() - start, host.getNumBytesOfSegment());
    }

    /// Copies an array to the host.
    public void toHost(Object array) {
        if (!(array instanceof TornadoNativeArray host) || !has(host)) {
            throw new TornadoTaskRuntimeException("what was never on the device cannot be copied from it");
        }
        long start = System.nanoTime();
        host.getSegment().copyFrom(of(host).array().getSegment());
        copied = copied.plusOut(System.nanoTime() - start, host.getNumBytesOfSegment());
    }

    /// Forgets all copies.
    public void free() {
        copies.clear();
        bytes = 0;
    }
}
