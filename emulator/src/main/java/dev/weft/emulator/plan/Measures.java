package dev.weft.emulator.plan;

/// What one execution took, in nanoseconds and bytes.
public record Measures(
        long total, long compile, long write, long read, long kernel, long bytesIn, long bytesOut, long memory) {
    public static final Measures NONE = new Measures(0, 0, 0, 0, 0, 0, 0, 0);

    /// Of this execution and the next, with the memory of the next.
    public Measures plus(Measures next) {
        return new Measures(
                total + next.total,
                compile + next.compile,
                write + next.write,
                read + next.read,
                kernel + next.kernel,
                bytesIn + next.bytesIn,
                bytesOut + next.bytesOut,
                next.memory);
    }

    /// As JSON, with the keys of TornadoVM.
    public String json() {
        return """
                {
                    "TOTAL_TASK_GRAPH_TIME": "%d",
                    "TOTAL_KERNEL_TIME": "%d",
                    "COPY_IN_TIME": "%d",
                    "COPY_OUT_TIME": "%d",
                    "TOTAL_GRAAL_COMPILE_TIME": "%d",
                    "TOTAL_COPY_IN_SIZE_BYTES": "%d",
                    "TOTAL_COPY_OUT_SIZE_BYTES": "%d"
                }
                """.formatted(total, kernel, write, read, compile, bytesIn, bytesOut);
    }
}
