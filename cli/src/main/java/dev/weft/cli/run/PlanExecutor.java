package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.console.Failure;
import dev.weft.cli.console.Heap;
import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.profile.Profile;
import dev.weft.runtime.scan.Solution;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A generated kernel on a device of the runtime's.
public final class PlanExecutor implements Executor {
    private final KernelDefinition definition;
    private final boolean cached;
    private final Plan plan;
    private final double[] scalars;
    private final DeviceChoice.Chosen chosen;

    /// Makes a plan: sizes and run-time scalars are checked here, and memory is taken.
    ///
    /// @param chosen the device, and the reason for it
    /// @param resident names of the inputs that stay on the device from run to run
    PlanExecutor(Compilation.Compiled compiled, DeviceChoice.Chosen chosen, Set<String> resident, Bound bound) {
        this.definition = compiled.definition();
        this.cached = compiled.cached();
        this.chosen = chosen;
        var sizes = definition.dims().stream()
                .mapToInt(dim -> Objects.requireNonNull(bound.sizes().get(dim)))
                .toArray();
        scalars = bound.params().isEmpty()
                ? new double[0]
                : definition.arguments().stream()
                        .filter(ArgumentDefinition.OfScalar.class::isInstance)
                        .mapToDouble(
                                scalar -> Objects.requireNonNull(bound.params().get(scalar.name())))
                        .toArray();
        definition.checkSizes(sizes);
        definition.checkScalars(sizes, scalars);
        plan = plan(definition, chosen.device(), resident, bound, sizes);
    }

    private static Plan plan(
            KernelDefinition definition, Device device, Set<String> resident, Bound bound, int[] sizes) {
        try {
            return device.plan(definition, resident, sizes);
        } catch (OutOfMemoryError e) {
            throw new Failure(
                    "the plan of %s for %s, whose tensors take %s bytes: %s"
                            .formatted(
                                    definition.name(),
                                    bound.describe(),
                                    Quantity.count(Flops.bytes(bound)),
                                    Heap.full(e)),
                    e);
        }
    }

    @Override
    public String describe() {
        return "%s (%s)".formatted(plan.device().describe(), chosen.why());
    }

    @Override
    public String preparation() {
        return cached ? "to plan; its classes came from the cache" : "to generate, compile and plan";
    }

    @Override
    public String form() {
        return chosen.tornado() ? plan.report().form() : "";
    }

    @Override
    public Profile profile() {
        return plan.report().profile();
    }

    @Override
    public Solution solution() {
        return plan.report().solution();
    }

    @Override
    public String probe() {
        return plan.report().probe();
    }

    @Override
    public void run(Map<String, Tensor> tensors) {
        var arguments = new ArrayList<Tensor>();
        for (var argument : definition.arguments()) {
            switch (argument) {
                case ArgumentDefinition.OfTensor tensor ->
                    arguments.add(Objects.requireNonNull(tensors.get(tensor.name())));
                case ArgumentDefinition.OfScalar _ -> {
                    // among the scalars
                }
            }
        }
        plan.run(arguments.toArray(Tensor[]::new), scalars);
    }

    @Override
    public void close() {
        plan.close();
    }
}
