package dev.weft.bench.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// `weft run` in processes of their own.
///
/// @param launcher the script `weft`
/// @param folder for the specs, and for a cache of kernels that nobody else uses
record FreshProcess(Path launcher, Path folder) {
    private static final Pattern STEP =
            Pattern.compile("(?m)^  (?:parse|hash|look up|generate|compile|load|plan) +(\\S+) (\\S+)$");

    /// One command.
    ///
    /// @param toKernel seconds from the text to a kernel that can run, as the command tells
    /// @param command seconds that the whole command took, with the JVM's own start
    record Start(double toKernel, double command) {}

    /// Runs a spec once.
    ///
    /// @throws IOException with what the command printed, if it failed
    Start run(NewSpec spec) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve(spec.name() + ".weft"), spec.text());
        var command =
                new ArrayList<>(List.of(launcher.toString(), "run", file.toString(), "--device", "jvm", "--profile"));
        command.addAll(List.of("--bind", String.join(",", NewSpec.SIZES)));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WEFT_CACHE", folder.resolve("cache").toString());
        var start = System.nanoTime();
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var status = process.waitFor();
        var seconds = 1e-9 * (System.nanoTime() - start);
        if (status != 0) {
            throw new IOException("%s ended with status %d:%n%s".formatted(String.join(" ", command), status, printed));
        }
        return new Start(toKernel(printed), seconds);
    }

    /// The sum of the steps until a kernel can run, out of the command's profile.
    static double toKernel(String printed) {
        var steps = STEP.matcher(printed).results().toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("no steps in: " + printed);
        }
        return steps.stream()
                .mapToDouble(step -> Double.parseDouble(step.group(1)) * unit(step.group(2)))
                .sum();
    }

    private static double unit(String name) {
        return switch (name) {
            case "s" -> 1;
            case "ms" -> 1e-3;
            case "µs" -> 1e-6;
            case "ns" -> 1e-9;
            default -> throw new IllegalArgumentException("no unit of time: " + name);
        };
    }
}
