package dev.weft.bench;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How much of the process lies in memory, as Linux counts it, and how much did at most.
///
/// It sees everything: what the JVM and native libraries allocate, and what they have allocated and not given back. So
/// the JVM's heap should be touched from the start.
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";
    private static final long KIB = 1024;

    private ResidentMemory() {}

    /// Bytes that the work adds at its peak; NaN where nobody counts.
    static double growth(Runnable work) {
        if (!Files.isWritable(CLEAR)) {
            return Double.NaN;
        }
        try {
            System.gc();
            trim();
            Files.writeString(CLEAR, RESET_PEAK);
            var before = read("VmRSS:");
            work.run();
            return Math.max(0, read("VmHWM:") - before);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private static long read(String field) throws IOException {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + field + " in " + STATUS));
        }
    }

    /// Makes the C library give back what has been freed, if it is one that can.
    private static void trim() {
        trimmer().forEach(function -> {
            try {
                function.invoke(0L);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @SuppressWarnings("restricted")
    private static Stream<MethodHandle> trimmer() {
        var linker = Linker.nativeLinker();
        return linker
                .defaultLookup()
                .find("malloc_trim")
                .map(address -> linker.downcallHandle(
                        address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)))
                .stream();
    }
}
