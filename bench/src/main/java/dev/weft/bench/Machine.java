package dev.weft.bench;

import dev.weft.runtime.vector.MachinePeak;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What everything ran on.
///
/// @param load how many threads wanted to run before we began, on average over a minute; negative if nobody knows
/// @param flops what independent multiply-adds in registers reach on these threads, per second
/// @param readBytes what a sum over 256 MiB reads on these threads, per second
public record Machine(String processor, String jvm, int threads, double load, double flops, double readBytes) {
    /// Maven has just built something on one core.
    private static final double BUSY = 1.5;

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /// This one; takes a second or two.
    public static Machine measure(int threads) {
        return new Machine(
                processorAndCores(),
                "Java " + Runtime.version(),
                threads,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                MachinePeak.flops(threads),
                MachinePeak.readBytes(threads));
    }

    /// Whether others compute here too, so that threads of a contestant wait for one another.
    public boolean isBusy() {
        return load > BUSY;
    }

    /// The most that a problem's measure can reach.
    public double peak(Problem.Measure measure) {
        return switch (measure) {
            case FLOPS -> flops;
            case BYTES -> readBytes;
        };
    }

    private static String processorAndCores() {
        var cores = Runtime.getRuntime().availableProcessors();
        return "%s, %d %s".formatted(model(), cores, cores == 1 ? "core" : "cores");
    }

    private static String model() {
        if (Files.isReadable(CPUINFO)) {
            try (var lines = Files.lines(CPUINFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
