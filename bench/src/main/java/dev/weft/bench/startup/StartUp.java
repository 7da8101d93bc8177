package dev.weft.bench.startup;

import dev.weft.bench.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command `startup`: times from the text of a spec to a kernel that can run.
@Command(
        name = "startup",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        description = "Times from the text of a spec to a kernel that can run.")
public final class StartUp implements Callable<Integer> {
    /// Specs until a process is called warm: by then the JVM has compiled what it will of the compilers themselves.
    private static final int UNTIL_WARM = 30;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--launcher", paramLabel = "SCRIPT", required = true, description = "The script `weft`.")
    private Path launcher = Path.of("");

    @Option(names = "--runs", paramLabel = "COUNT", description = "Fresh processes, and warm specs. Default: 7")
    private int runs = 7;

    StartUp() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StartUp()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (runs < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--runs: at least 1, not " + runs);
        }
        var out = spec.commandLine().getOut();
        out.println("| | runs | text to kernel | best | floor | whole command |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        measure().forEach(row -> out.println(row.line()));
        out.flush();
        return 0;
    }

    private List<Row> measure() throws IOException, InterruptedException {
        var session = System.currentTimeMillis();
        var folder = Files.createTempDirectory("weft-startup");
        try {
            var process = new FreshProcess(launcher, folder);
            var unseen = new ArrayList<FreshProcess.Start>();
            var cached = new ArrayList<FreshProcess.Start>();
            for (var number = 0; number < runs; number++) {
                var spec = NewSpec.of(session, number);
                unseen.add(process.run(spec));
                cached.add(process.run(spec));
            }
            return List.of(
                    Row.of("never seen, fresh process", unseen, 1.2),
                    Row.of("from the cache, fresh process", cached, 0.4),
                    new Row("never seen, warm process", warm(session), Double.NaN, 0.25));
        } finally {
            delete(folder);
        }
    }

    private Statistics warm(long session) {
        var process = new WarmProcess();
        return Statistics.of(IntStream.range(0, UNTIL_WARM + runs)
                .mapToDouble(number -> process.toKernel(NewSpec.of(session, number)))
                .skip(UNTIL_WARM)
                .toArray());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    /// A line of the table.
    ///
    /// @param command the median of whole commands, in seconds; NaN where there is none
    /// @param floor the most that the median to the kernel may take, in seconds
    private record Row(String what, Statistics toKernel, double command, double floor) {
        static Row of(String what, List<FreshProcess.Start> starts, double floor) {
            return new Row(
                    what,
                    Statistics.of(starts.stream()
                            .mapToDouble(FreshProcess.Start::toKernel)
                            .toArray()),
                    Statistics.of(starts.stream()
                                    .mapToDouble(FreshProcess.Start::command)
                                    .toArray())
                            .median(),
                    floor);
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f s | %.2f s | %.2f s, %s | %s |",
                    what,
                    toKernel.runs(),
                    toKernel.median(),
                    toKernel.best(),
                    floor,
                    toKernel.median() <= floor ? "met" : "**missed**",
                    Double.isNaN(command) ? "–" : String.format(Locale.ROOT, "%.2f s", command));
        }
    }
}
