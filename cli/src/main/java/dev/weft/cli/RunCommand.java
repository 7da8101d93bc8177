package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.run.DeviceChoice;
import dev.weft.cli.run.OutputFiles;
import dev.weft.cli.run.Preparation;
import dev.weft.cli.run.Run;
import dev.weft.cli.run.RunOptions;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weft run FILE …`
@Command(name = "run", description = "Generates a kernel, compiles it in memory and runs it.")
final class RunCommand implements Callable<Integer> {
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
            description = "Numbers of an input: NAME=file.npy, NAME=randn(SEED) or NAME=const(V). A real tensor without"
                    + " numbers gets normal ones, seeded by its name; matrices of a scan get small ones.")
    private List<String> in = List.of();

    @Option(names = "--out", paramLabel = "NAME=file.npy", description = "Where to store an out.")
    private List<String> out = List.of();

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "auto, jvm, tornado, emulator or interpreter (default: auto).")
    private DeviceChoice device = DeviceChoice.AUTO;

    @Option(
            names = "--resident",
            paramLabel = "NAME,…",
            split = ",",
            description = "Inputs that stay on the device from run to run; unchanged, they are copied once.")
    private Set<String> resident = Set.of();

    @Option(names = "--verify", description = "Compare with the interpreter; status 1 beyond tolerance.")
    private boolean verify;

    @Option(names = "--repeat", paramLabel = "R", description = "How many timed runs (default: 1).")
    private int repeat = 1;

    @Option(
            names = "--profile",
            description = "Say where the time went: the phases of the last run, and the steps before the first.")
    private boolean profile;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--repeat takes a whole number from 1 up, not " + repeat);
        }
        var binds = Assignments.list("--bind", bind);
        var sources = Assignments.pairs("--in", in);
        var targets = Assignments.pairs("--out", out);
        console.progress("weft: reading " + file);
        var specs = new Specs(console);
        var source = specs.read(file);
        device.prepare(source.text());
        var preparation = new Preparation();
        var chosen = preparation.step("parse", () -> specs.kernel(file, source, kernel));
        checkOuts(chosen.kernel(), targets);
        var inputs = Inputs.of(chosen.kernel(), sources);
        var bound = Bound.of(chosen.kernel(), binds, inputs.files());
        try (var files = OutputFiles.reserve(targets.values())) {
            var options = new RunOptions(device, resident, verify, repeat, profile);
            var run = new Run(console, chosen.program(), bound, inputs, preparation);
            var report = run.execute(options, files);
            console.clear();
            report.lines().forEach(console.out()::println);
            return report.ok() ? 0 : 1;
        }
    }

    private static void checkOuts(Kernel kernel, Assignments targets) {
        var outs = kernel.tensors().stream()
                .filter(tensor -> tensor.role().written())
                .map(Tensor::name)
                .toList();
        for (var name : targets.values().keySet()) {
            if (!outs.contains(name)) {
                throw new Failure("--out %s: %s has no out `%s`; its outs are %s"
                        .formatted(name, kernel.name(), name, outs.stream().collect(Collectors.joining(", "))));
            }
        }
    }
}
