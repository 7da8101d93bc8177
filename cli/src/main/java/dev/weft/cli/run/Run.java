package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.explain.FoldedKeys;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.tune.Tuning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One use of a kernel: compile, read, run, verify, store.
public final class Run {
    private final Console console;
    private final Program program;
    private final Bound bound;
    private final Inputs inputs;
    private final Preparation preparation;
    private TunedBy tunedBy = TunedBy.NOTHING;

    /// @param preparation what was done for this run before
    public Run(Console console, Program program, Bound bound, Inputs inputs, Preparation preparation) {
        this.console = console;
        this.program = program;
        this.bound = bound;
        this.inputs = inputs;
        this.preparation = preparation;
    }

    /// Does it. Outs are stored only if everything went well.
    public Report execute(RunOptions options, OutputFiles files) {
        long start = System.nanoTime();
        console.progress("weft: compiling " + bound.kernel().name());
        try (var executor = executor(options)) {
            var ready = Duration.ofNanos(System.nanoTime() - start);
            console.progress("weft: filling tensors");
            try (var tensors = RunTensors.of(bound, inputs)) {
                return execute(executor, ready, tensors.all(), options, files);
            }
        }
    }

    private Report execute(
            Executor executor, Duration ready, Map<String, Tensor> tensors, RunOptions options, OutputFiles files) {
        var timing = time(executor, tensors, options.repeat());
        var writer = new RunReport(bound, executor, ready, timing, work(tensors));
        writer.tuned(tunedBy);
        if (options.probe()) {
            writer.probed(executor.probe());
        }
        if (options.verify()) {
            console.progress("weft: comparing with the interpreter");
            writer.verified(Verification.of(bound, tensors));
        }
        if (writer.ok()) {
            console.progress("weft: writing");
            files.write(tensors);
            writer.wrote(files.names());
        }
        if (options.device() != DeviceChoice.INTERPRETER) {
            console.progress("weft: measuring this machine");
            writer.measurePeak();
        }
        if (options.profile()) {
            var none = options.device().phaseless();
            writer.profiled(ProfileLines.of(executor.profile(), none, preparation));
        }
        return writer.report();
    }

    private Executor executor(RunOptions options) {
        return switch (options.device()) {
            case INTERPRETER -> {
                if (!options.tuned().isEmpty()) {
                    throw new Failure(
                            "--tuned: the interpreter has no schedule. Cure: drop it, or take another --device");
                }
                yield new InterpreterExecutor(bound);
            }
            case AUTO, JVM, TORNADO, EMULATOR -> {
                var chosen = options.device().chosen();
                var compilation = new Compilation(console, program, preparation);
                var compiled = chosen.tornado() ? compilation.tornado() : compilation.jvm();
                var profiled = options.profile() ? chosen.profiled() : chosen;
                var probing = options.probe() ? profiled.probing() : profiled;
                tunedBy = tuned(options, compiled.definition(), chosen.device());
                var device = options.tuned().isEmpty() ? probing : probing.tuned(_ -> Tuning.of(tunedBy.numbers()));
                yield preparation.step("plan", () -> new PlanExecutor(compiled, device, options.resident(), bound));
            }
        };
    }

    private TunedBy tuned(RunOptions options, KernelDefinition definition, Device device) {
        return options.tuned().stream()
                .map(file -> TunedBy.of(file, definition.spec(), device.describe(), bound))
                .findFirst()
                .orElse(TunedBy.NOTHING);
    }

    private Timing time(Executor executor, Map<String, Tensor> tensors, int repeat) {
        var runs = new ArrayList<Duration>();
        for (int run = 1; run <= repeat; run++) {
            console.progress(repeat == 1 ? "weft: running" : "weft: running %d/%d".formatted(run, repeat));
            long start = System.nanoTime();
            executor.run(tensors);
            runs.add(Duration.ofNanos(System.nanoTime() - start));
        }
        preparation.took("first run", runs.getFirst());
        return new Timing(runs);
    }

    private Work work(Map<String, Tensor> tensors) {
        console.progress("weft: counting the work");
        return folded().map(folded -> Work.folded(
                        folded,
                        bound,
                        OptionalDouble.of(KeptPairs.of(bound, tensors).count())))
                .orElseGet(() -> Work.of(bound, tensors));
    }

    private Optional<FoldedKeys> folded() {
        return bound.kernel() instanceof Attention attention && attention.algorithm() instanceof Algorithm.Codes
                ? FoldedKeys.of(Pipeline.tiles(program, attention), bound.sizes(), bound.params())
                : Optional.empty();
    }
}
