package dev.weft.cli;

import dev.weft.cli.console.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What the launcher runs once after a build, so that the JVM can keep the classes and profiles that commands
/// need: a check, an
/// explanation, two small runs, and one on the emulated device, whose kernels are parsed to be verified. Says nothing;
/// a failure only makes later starts slower.
final class Training {
    private Training() {}

    /// Runs the commands.
    ///
    /// @param arguments a spec of one kernel over B, H, N, D
    public static void main(String[] arguments) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var console = new Console(nowhere, nowhere, false);
        for (var spec : arguments) {
            for (int round = 0; round < 4; round++) {
                int _ = Main.run(console, "check", spec);
            }
            int _ = Main.run(console, "explain", spec);
            int _ = Main.run(console, "check", spec + ".none");
            for (int round = 0; round < 2; round++) {
                int _ = Main.run(console, "run", spec, "--bind", "B=1,H=2,N=65,D=16", "--device", "jvm", "--verify");
            }
            int _ = Main.run(console, "run", spec, "--bind", "B=1,H=1,N=9,D=8", "--device", "emulator", "--verify");
        }
    }
}
