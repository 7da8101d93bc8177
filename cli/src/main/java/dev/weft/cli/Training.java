package dev.weft.cli;

import dev.weft.cli.console.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What the launcher runs once after a build, so that the JVM can keep the classes and profiles that commands
/// need: a check, an explanation, small runs with and without kept kernels, and one on the emulated device, whose
/// kernels are parsed to be verified. Says nothing; a failure only makes later starts slower.
final class Training {
    private Training() {}

    /// Runs the commands.
    ///
    /// @param arguments a folder that is only ours, then specs of one kernel over B, H, N, D
    public static void main(String[] arguments) {
        var folder = arguments[0];
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var console = new Console(nowhere, nowhere, false);
        for (var spec : List.of(arguments).subList(1, arguments.length)) {
            for (int round = 0; round < 4; round++) {
                int _ = Main.run(console, "check", spec);
            }
            int _ = Main.run(console, "explain", spec);
            int _ = Main.run(console, "check", spec + ".none");
            for (var cache : List.of("off", folder, folder)) {
                System.setProperty("weft.cache", cache);
                int _ = Main.run(console, "run", spec, "--bind", "B=1,H=2,N=65,D=16", "--device", "jvm", "--verify");
            }
            int _ = Main.run(console, "run", spec, "--bind", "B=1,H=1,N=9,D=8", "--device", "emulator", "--verify");
            int _ = Main.run(console, "cache", "--clear");
        }
    }
}
