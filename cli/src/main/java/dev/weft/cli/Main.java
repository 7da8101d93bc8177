package dev.weft.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of the `weft` command.
@Command(name = "weft", description = "Compiles kernels for the JVM.", mixinStandardHelpOptions = true)
public final class Main implements Runnable {
    private Main() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] arguments) {
        LauncherStderr.adopt();
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
