package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.tune.Tuning;
import dev.weft.runtime.tune.Tuning.Tunable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A kernel that is compiled once, and planned several times for the same sizes and inputs, each time with other
/// numbers of its schedule. All plans give what the formulas' plan gives, or it is an error.
public final class Variants implements AutoCloseable {
    private final Bound bound;
    private final DeviceChoice.Chosen chosen;
    private final Compilation.Compiled compiled;
    private final RunTensors tensors;
    private final Map<String, Tensor> expected = new LinkedHashMap<>();
    private final Variant formula;

    /// Compiles, fills the inputs, and runs the formulas' plan once.
    ///
    /// @param program one kernel's
    public Variants(Console console, Program program, Bound bound, Inputs inputs, DeviceChoice device) {
        this.bound = bound;
        this.chosen = device.chosen();
        console.progress("weft: compiling " + bound.kernel().name());
        var compilation = new Compilation(console, program, new Preparation());
        this.compiled = chosen.tornado() ? compilation.tornado() : compilation.jvm();
        console.progress("weft: filling tensors");
        this.tensors = RunTensors.of(bound, inputs);
        try {
            this.formula = new Variant(Map.of());
            formula.run();
            for (var tensor : bound.kernel().tensors()) {
                if (tensor.role().written()) {
                    var out = Tensor.allocate(Inputs.type(tensor), bound.shape(tensor));
                    expected.put(tensor.name(), out);
                    out.memory().copyFrom(out(tensor.name()).memory());
                }
            }
        } catch (RuntimeException | Error e) {
            release();
            throw e;
        }
    }

    /// What is tuned.
    public KernelDefinition definition() {
        return compiled.definition();
    }

    public Device device() {
        return chosen.device();
    }

    /// The plan whose schedule the formulas settle. It is closed with the variants.
    public Variant formula() {
        return formula;
    }

    /// A plan with other numbers, after a run whose outs have been compared with those of the formulas' plan.
    ///
    /// @throws dev.weft.runtime.BindException if the device cannot run it
    /// @throws Failure if it gives other results
    public Variant variant(Map<String, Integer> numbers) {
        var variant = new Variant(numbers);
        try {
            variant.run();
            compare(numbers);
            return variant;
        } catch (RuntimeException | Error e) {
            variant.close();
            throw e;
        }
    }

    private Tensor out(String name) {
        return Objects.requireNonNull(tensors.all().get(name));
    }

    private void compare(Map<String, Integer> numbers) {
        for (var tensor : bound.kernel().tensors()) {
            var want = expected.get(tensor.name());
            if (want != null) {
                var got = out(tensor.name());
                // Both may be off by as much as a run may be off the equations.
                double tolerance = 2 * Verification.tolerance(tensor.storage());
                for (long element = 0; element < want.elements(); element++) {
                    if (!(Verification.error(got.get(element), want.get(element)) <= tolerance)) {
                        throw new Failure(String.format(
                                Locale.ROOT,
                                "%s with the schedule %s gives other results: element %d of `%s` is %s, and %s with the formulas'. That is a bug of Weft",
                                bound.kernel().name(),
                                numbers,
                                element,
                                tensor.name(),
                                got.get(element),
                                want.get(element)));
                    }
                }
            }
        }
    }

    /// One plan.
    public final class Variant implements AutoCloseable, Runnable {
        private final Tuning tuning;
        private final PlanExecutor executor;

        private Variant(Map<String, Integer> numbers) {
            this.tuning = Tuning.of(numbers);
            this.executor = new PlanExecutor(compiled, chosen.tuned(_ -> tuning), Set.of(), bound);
        }

        /// The numbers that its schedule could be given.
        public List<Tunable> asked() {
            return tuning.asked();
        }

        @Override
        public void run() {
            executor.run(tensors.all());
        }

        @Override
        public void close() {
            executor.close();
        }
    }

    private void release() {
        tensors.close();
        expected.values().forEach(Tensor::close);
    }

    @Override
    public void close() {
        formula.close();
        release();
    }
}
