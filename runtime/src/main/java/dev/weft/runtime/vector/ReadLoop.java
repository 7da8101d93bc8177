package dev.weft.runtime.vector;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Sums over 256 MiB, cut evenly among threads: far more than any cache keeps.
final class ReadLoop implements AutoCloseable {
    private static final long BYTES = 256L << 20;
    private static final long STEP = 1L << 20;

    static volatile long sink;

    @SuppressWarnings("MustBeClosedChecker")
    private final Arena arena = Arena.ofShared();

    private final MemorySegment memory = arena.allocate(BYTES, 64);
    private final int threads;
    private final AtomicInteger readers = new AtomicInteger();

    ReadLoop(int threads) {
        this.threads = threads;
        memory.fill((byte) 1);
    }

    /// A loop for one thread, over its own part; it returns how many bytes one call read.
    LongSupplier reader() {
        var part = Math.max(STEP, BYTES / threads / STEP * STEP);
        var own = memory.asSlice(part * (readers.getAndIncrement() % (BYTES / part)), part);
        var at = new long[1];
        return () -> {
            sink = sum(own, at[0]);
            at[0] = (at[0] + STEP) % part;
            return STEP;
        };
    }

    private static long sum(MemorySegment from, long begin) {
        var a = 0L;
        var b = 0L;
        var c = 0L;
        var d = 0L;
        for (var at = begin; at < begin + STEP; at += 4 * Long.BYTES) {
            a += from.get(ValueLayout.JAVA_LONG, at);
            b += from.get(ValueLayout.JAVA_LONG, at + Long.BYTES);
            c += from.get(ValueLayout.JAVA_LONG, at + 2 * Long.BYTES);
            d += from.get(ValueLayout.JAVA_LONG, at + 3 * Long.BYTES);
        }
        return a + b + c + d;
    }

    @Override
    public void close() {
        arena.close();
    }
}
