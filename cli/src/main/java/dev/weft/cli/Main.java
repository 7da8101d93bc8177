package dev.weft.cli;

import dev.weft.cli.console.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The entry point of the `weft` command. Exit status: 0 if all is well, 1 if the work failed, 2 if the
/// command line is wrong.
@Command(
        name = "weft",
        description = "Compiles kernels for the JVM.",
        mixinStandardHelpOptions = true,
        version = "weft 0.1.0-SNAPSHOT")
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] arguments) {
        LauncherStderr.adopt();
        LauncherFolder.adopt();
        var console = new Console(System.out, System.err, Boolean.getBoolean("weft.terminal"));
        int status = run(console, arguments);
        System.out.flush();
        System.exit(status);
    }

    /// Runs the command line in this process.
    static int run(Console console, String... arguments) {
        var line = new CommandLine(new Main())
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new FormatCommand(console))
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new GenerateCommand(console))
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new TuneCommand(console))
                .addSubcommand(new PlotCommand(console))
                .addSubcommand(new DevicesCommand(console))
                .addSubcommand(new CacheCommand(console))
                .addSubcommand(new LspCommand(console))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(writer(console.out()))
                .setErr(writer(console.err()));
        line.getSubcommands()
                .values()
                .forEach(command ->
                        command.getCommandSpec().mixinStandardHelpOptions(true).version("weft 0.1.0-SNAPSHOT"));
        line.setParameterExceptionHandler((wrong, _) -> misuse(console, wrong));
        line.setExecutionExceptionHandler((thrown, _, _) -> {
            var trouble = Trouble.of(thrown);
            trouble.tell(console, thrown);
            return trouble.status();
        });
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) {
            var trouble = Trouble.of(e);
            trouble.tell(console, e);
            return trouble.status();
        }
    }

    private static int misuse(Console console, ParameterException wrong) {
        var name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        console.err()
                .println("weft: "
                        + String.valueOf(wrong.getMessage()).lines().findFirst().orElse("") + " (see " + name
                        + " --help)");
        return 2;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: check, format, explain, generate, run, tune, plot, devices, cache or lsp");
    }
}
