package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.console.Console;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.scan.Solution;
import java.util.Set;

/// Runs a kernel on the JVM's cores, once for each size, to see how it goes. Its outs are thrown away.
public final class Trial {
    private final Console console;
    private final Inputs inputs;
    private final Compilation.Compiled compiled;

    /// @param program one kernel's
    public Trial(Console console, Program program, Inputs inputs) {
        this.console = console;
        this.inputs = inputs;
        console.progress("weft: compiling");
        this.compiled = new Compilation(console, program, new Preparation()).jvm();
    }

    /// How a first run for these sizes finds the steps of a scan; [Solution#NONE] for an attention.
    public Solution solution(Bound bound) {
        console.progress("weft: running for " + bound.describe());
        try (var executor = new PlanExecutor(compiled, DeviceChoice.JVM.chosen(), Set.of(), bound);
                var tensors = RunTensors.of(bound, inputs)) {
            executor.run(tensors.all());
            return executor.solution();
        }
    }
}
