package dev.weft.cli.console;

/// What to say when the Java heap is full.
public final class Heap {
    private static final long MIB = 1 << 20;

    private Heap() {}

    /// How much there is, and the cure.
    public static String full(OutOfMemoryError e) {
        return "too little Java heap memory (%s; the heap holds at most %d MiB); use smaller sizes, or give the JVM more: WEFT_JAVA_OPTS=-Xmx…"
                .formatted(e.getMessage(), Runtime.getRuntime().maxMemory() / MIB);
    }
}
