package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.run.DeviceChoice;
import dev.weft.cli.run.Variants;
import dev.weft.cli.tune.Tune;
import dev.weft.runtime.tune.TunedFile;
import dev.weft.runtime.tune.TunedSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weft tune FILE …`
@Command(
        name = "tune",
        description = "Measures schedules near the one that formulas give, and keeps what is faster in a file.")
final class TuneCommand implements Callable<Integer> {
    /// Fewer say nothing of noise.
    private static final int LEAST_ROUNDS = 5;

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The spec.")
    private Path file = Path.of("");

    @Option(names = "--kernel", paramLabel = "K", description = "The kernel, where the file has several.")
    private String kernel = "";

    @Option(names = "--bind", paramLabel = "N=4096,w=256,…", description = "Values of dims and params.")
    private List<String> bind = List.of();

    @Option(
            names = "--in",
            paramLabel = "NAME=SOURCE",
            description = "Numbers of an input: NAME=file.npy, NAME=randn(SEED) or NAME=const(V).")
    private List<String> in = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE.tuned",
            description =
                    "The file (default: the kernel's name and .tuned). What it holds of other sizes and kernels stays.")
    private String out = "";

    @Option(names = "--device", paramLabel = "D", description = "auto, jvm, tornado or emulator (default: auto).")
    private DeviceChoice device = DeviceChoice.AUTO;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            description = "How often each schedule runs, in turns (default: 15); the best ones twice as often again.")
    private int rounds = 15;

    TuneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (rounds < LEAST_ROUNDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds takes a whole number from %d up, not %d".formatted(LEAST_ROUNDS, rounds));
        }
        if (device == DeviceChoice.INTERPRETER) {
            throw new ParameterException(spec.commandLine(), "--device interpreter has no schedule to tune");
        }
        var binds = Assignments.list("--bind", bind);
        var given = Assignments.pairs("--in", in);
        var chosen = new Specs(console).kernel(file, kernel);
        var inputs = Inputs.of(chosen.kernel(), given);
        var bound = Bound.of(chosen.kernel(), binds, inputs.files());
        var target = Path.of(out.isEmpty() ? chosen.kernel().name() + ".tuned" : out);
        var before = Files.exists(target) ? TunedFile.read(target) : new TunedFile(target.toString(), List.of());
        try (var variants = new Variants(console, chosen.program(), bound, inputs, device)) {
            var tuned = new Tune(console, bound, variants, rounds).schedule();
            write(target, before.with(tuned.schedule()).text());
            console.clear();
            tell(tuned, bound, target);
        }
        return 0;
    }

    private void tell(Tune.Tuned tuned, Bound bound, Path target) {
        var schedule = tuned.schedule();
        line("kernel", "%s  %s".formatted(schedule.kernel(), bound.describe()));
        line("device", schedule.device());
        line("formula", "%s : %s".formatted(TunedSchedule.text(schedule.formula()), schedule.formulaNote()));
        line("tried", "%d other schedules, in turns; all give the same results".formatted(tuned.tried()));
        line("chosen", "%s (%s)".formatted(schedule.describe(), schedule.chosenNote()));
        line("wrote", target.toString());
    }

    private void line(String name, String text) {
        console.out().println("%-9s%s".formatted(name, text));
    }

    /// As a whole or not at all.
    private static void write(Path target, String text) {
        var draft = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(draft, text);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("--out %s: cannot be written (%s)".formatted(target, e), e);
        }
    }
}
