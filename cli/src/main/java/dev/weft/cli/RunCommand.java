package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.bind.StackBound;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.run.DeviceChoice;
import dev.weft.cli.run.OutputFiles;
import dev.weft.cli.run.Preparation;
import dev.weft.cli.run.Run;
import dev.weft.cli.run.RunOptions;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.prove.Layering;
import dev.weft.runtime.tune.TunedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final Path NOWHERE = Path.of("");

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The spec.")
    private Path file = Path.of("");

    @Option(names = "--kernel", paramLabel = "K", description = "The kernel or stack, where the file has several.")
    private String kernel = "";

    @Option(names = "--layer", paramLabel = "L", description = "One layer of a stack, from 1 on (default: all).")
    private int layer;

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

    @Option(
            names = "--tuned",
            paramLabel = "FILE.tuned",
            description = "What `weft tune` wrote: measured schedules instead of the formulas'.")
    private Path tuned = NOWHERE;

    @Option(
            names = "--probe",
            description = "Measure parts and single steps of a scan in the first run, and keep the faster (JVM).")
    private boolean probe;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--repeat takes a whole number from 1 up, not " + repeat);
        }
        if (layer < 0) {
            throw new ParameterException(spec.commandLine(), "--layer takes a number from 1 up, not " + layer);
        }
        var binds = Assignments.list("--bind", bind);
        Assignments.pairs("--in", in);
        Assignments.pairs("--out", out);
        console.progress("weft: reading " + file);
        var specs = new Specs(console);
        var source = specs.read(file);
        device.prepare(source.text());
        var preparation = new Preparation();
        var options = new RunOptions(
                device,
                resident,
                verify,
                repeat,
                profile,
                probe,
                tuned.equals(NOWHERE) ? List.of() : List.of(TunedFile.read(tuned)));
        return switch (preparation.step("parse", () -> specs.choice(file, source, kernel))) {
            case Specs.Chosen(var program, var chosen) -> {
                if (layer != 0) {
                    throw new Failure("--layer %d: %s is no stack".formatted(layer, chosen.name()));
                }
                yield run(program, chosen, binds, options, preparation);
            }
            case Specs.ChosenStack(var program, var stack) ->
                layers(program, StackBound.of(stack, binds), options, preparation);
        };
    }

    private int run(Program program, Kernel chosen, Assignments binds, RunOptions options, Preparation preparation) {
        var targets = Assignments.pairs("--out", out);
        checkOuts(chosen, targets);
        var inputs = Inputs.of(chosen, Assignments.pairs("--in", in));
        var bound = Bound.of(chosen, binds, inputs.files());
        try (var files = OutputFiles.reserve(targets.values())) {
            var report = new Run(console, program, bound, inputs, preparation).execute(options, files);
            console.clear();
            report.lines().forEach(console.out()::println);
            return report.ok() ? 0 : 1;
        }
    }

    /// One layer, or all, each on the same inputs: what stands between layers is the model's business. Layers that are
    /// alike run once.
    private int layers(Program program, StackBound bound, RunOptions options, Preparation preparation) {
        if (layer != 0 && layer > bound.layers().size()) {
            throw new Failure("--layer %d: %s has layers 1 to %d"
                    .formatted(layer, bound.stack().name(), bound.layers().size()));
        }
        if (layer == 0 && !out.isEmpty()) {
            throw new Failure("--out stores what one layer writes: say which, --layer 1 to --layer %d"
                    .formatted(bound.layers().size()));
        }
        var alike = new LinkedHashMap<String, List<Layering.Layer>>();
        bound.layers().stream()
                .filter(one -> layer == 0 || one.number() == layer)
                .forEach(one -> alike.computeIfAbsent(StackBound.called(one), _ -> new ArrayList<>())
                        .add(one));
        int status = 0;
        for (var group : alike.entrySet()) {
            var first = group.getValue().getFirst();
            var one = new Program(
                    program.packageName(), program.file(), List.of(first.line().kernel()), program.texts());
            console.clear();
            console.out()
                    .println("%s %s: %s"
                            .formatted(
                                    group.getValue().size() == 1 ? "layer" : "layers",
                                    numbers(group.getValue()),
                                    group.getKey()));
            status = Math.max(status, run(one, first.line().kernel(), bound.assignments(first), options, preparation));
        }
        return status;
    }

    /// `1-8, 10-16`
    private static String numbers(List<Layering.Layer> layers) {
        var runs = new ArrayList<String>();
        int from = 0;
        for (int at = 1; at <= layers.size(); at++) {
            if (at == layers.size()
                    || layers.get(at).number() != layers.get(at - 1).number() + 1) {
                int first = layers.get(from).number();
                int last = layers.get(at - 1).number();
                runs.add(first == last ? Integer.toString(first) : first + "-" + last);
                from = at;
            }
        }
        return String.join(", ", runs);
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
