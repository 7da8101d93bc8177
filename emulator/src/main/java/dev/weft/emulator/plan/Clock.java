package dev.weft.emulator.plan;

/// Adds up what an execution takes.
final class Clock {
    private final long start = System.nanoTime();
    long compile;
    long write;
    long read;
    long kernel;
    long bytesIn;
    long bytesOut;

    Measures stop(long memory) {
        return new Measures(System.nanoTime() - start, compile, write, read, kernel, bytesIn, bytesOut, memory);
    }
}
