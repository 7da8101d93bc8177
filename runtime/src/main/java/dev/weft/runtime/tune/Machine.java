package dev.weft.runtime.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine of this process, in words that stay the same from run to run.
public final class Machine {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// `AMD EPYC 9R14, 2 processors, amd64`; without a model's name where the system does not tell it.
    public static String describe() {
        int processors = Runtime.getRuntime().availableProcessors();
        return "%s%d %s, %s"
                .formatted(
                        model(),
                        processors,
                        processors == 1 ? "processor" : "processors",
                        System.getProperty("os.arch"));
    }

    private static String model() {
        if (!Files.isReadable(CPUINFO)) {
            return "";
        }
        try (var lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
