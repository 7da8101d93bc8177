package dev.weft.codegen.walk;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.RunReport;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Runs a kernel on a case.
final class Run {
    private Run() {}

    /// Makes a plan on some device.
    interface Planner {
        Plan plan(KernelDefinition kernel, int... sizes);
    }

    /// The outs by name, after two runs of one plan: the second one finds what the first one prepared.
    static Map<String, Values> of(KernelDefinition kernel, RandomCase one, Planner planner) {
        return of(kernel, one, planner, _ -> {});
    }

    /// @param report receives what the plan reports after each run
    static Map<String, Values> of(
            KernelDefinition kernel, RandomCase one, Planner planner, Consumer<RunReport> report) {
        var sizes = kernel.dims().stream()
                .mapToInt(dim -> Objects.requireNonNull(one.sizes().get(dim)))
                .toArray();
        var shapes = kernel.shapes(sizes);
        var tensors = new ArrayList<Tensor>();
        var scalars = new ArrayList<Double>();
        for (var argument : kernel.arguments()) {
            switch (argument) {
                case ArgumentDefinition.OfTensor tensor -> tensors.add(tensor(tensor, shapes[tensors.size()], one));
                case ArgumentDefinition.OfScalar scalar ->
                    scalars.add(Objects.requireNonNull(one.params().get(scalar.name())));
            }
        }
        var numbers = scalars.stream().mapToDouble(x -> x).toArray();
        try (var plan = planner.plan(kernel, sizes)) {
            plan.run(tensors.toArray(Tensor[]::new), numbers);
            report.accept(plan.report());
            plan.run(tensors.toArray(Tensor[]::new), numbers);
            report.accept(plan.report());
        }
        var outs = new LinkedHashMap<String, Values>();
        int at = 0;
        for (var argument : kernel.arguments()) {
            if (argument instanceof ArgumentDefinition.OfTensor tensor) {
                try (var got = tensors.get(at++)) {
                    if (tensor.out()) {
                        outs.put(tensor.name(), new Values(shape(got.shape()), got.toDoubles()));
                    }
                }
            }
        }
        return outs;
    }

    private static Tensor tensor(ArgumentDefinition.OfTensor argument, long[] shape, RandomCase one) {
        var tensor = Tensor.allocate(argument.type(), shape);
        var values = one.inputs().get(argument.name());
        for (int e = 0; e < tensor.elements(); e++) {
            tensor.set(e, values == null ? UNWRITTEN : values.data()[e]);
        }
        return tensor;
    }

    /// What outs hold before: nothing that a kernel computes.
    private static final double UNWRITTEN = 31415;

    private static int[] shape(long... sizes) {
        return java.util.Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }
}
