package dev.weft.bench.peer;

import dev.weft.bench.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Scores of every query and key, `f32[B, H, N, M]`, as operators keep them in memory that are not fused.
public final class Scores {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final long KIB = 1024;

    private Scores() {}

    /// Makes sure that a process which keeps so many copies is not ended for it.
    ///
    /// @throws IllegalStateException if there is less memory left
    public static void requireRoom(Problem problem, int copies) {
        var needed = (double) copies * problem.B() * problem.H() * problem.N() * problem.M() * Float.BYTES;
        var left = left();
        if (needed > left) {
            throw new IllegalStateException(
                    "its scores need %.1f GB, and %.1f GB of memory are left".formatted(needed / 1e9, left / 1e9));
        }
    }

    /// Bytes that the system could still give; no end of them where it does not say.
    private static double left() {
        try (var lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst()
                    .orElse(Double.POSITIVE_INFINITY);
        } catch (IOException e) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
