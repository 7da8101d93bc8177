package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.ScanTensors;
import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Windows of steps that are solved at once: what is kept in them, and how their recurrence is cut.
class ScanWindowsTest {
    private static final double CLOSE = 2e-5;

    /// What unit columns make of weights is computed once in a run: with new weights in the same tensors, the next run
    /// of a plan computes it anew, and takes as many iterations as the first run of another plan.
    @Test
    void everyRunHasItsOwnWeights() {
        var text = Scans.ELMAN.replace("}\n", "  by deer()\n}\n");
        var sizes = Map.of("B", 2, "N", 50, "X", 3, "D", 9);
        var first = newton(1, text, "Elman", sizes, 0.4);
        var second = first.on(new RandomCase(
                first.one().seed(),
                text,
                "Elman",
                sizes,
                Map.of(),
                ScanTensors.of(77, text, "Elman", 0.7, sizes, Map.of()).inputs()));
        var batch = Batch.of(List.of(first), _ -> Target.jvm());
        for (var form : JvmForm.values()) {
            var kernel = Forms.as(form, batch.kernel(first));
            var all = sizes(kernel, sizes);
            var tensors = tensors(kernel, kernel.shapes(all));
            try (var plan = Device.jvm(2).plan(kernel, all)) {
                for (var spec : List.of(first, second, first)) {
                    fill(kernel, tensors, spec.one());
                    plan.run(tensors.toArray(Tensor[]::new), new double[0]);
                    var solution = plan.report().solution();
                    try (var other = Device.jvm(2).plan(kernel, all)) {
                        other.run(tensors.toArray(Tensor[]::new), new double[0]);
                        assertThat(solution).isEqualTo(other.report().solution());
                    }
                    var got = tensors.getLast().toDoubles();
                    assertThat(furthest(got, expected(spec))).as("%s", form).isLessThan(CLOSE);
                }
            }
            tensors.forEach(Tensor::close);
        }
    }

    /// Lanes in strips, steps in chunks, several steps of few lanes in a vector; steps that fill no tile, no chunk and
    /// no vector; more workers than there is work for.
    @Test
    void anyCutGivesTheLoop() {
        var specs = new ArrayList<Spec>();
        int number = 10;
        for (int depth : new int[] {1, 2, 3, 4, 7, 8, 130}) {
            for (int steps : new int[] {1, 61, 257}) {
                var sizes = Map.of("B", 1, "N", steps, "D", depth);
                var by = "  by deer(jacobian = diagonal, window = " + (steps > 100 ? 101 : 0x1000) + ")\n}\n";
                specs.add(newton(number++, Scans.DIAGONAL.replace("}\n", by), "Diagonal", sizes, 0.5));
            }
        }
        for (int depth : new int[] {1, 2, 5, 8, 33}) {
            var sizes = Map.of("B", 1, "N", 211, "X", 3, "D", depth);
            var by = "  by deer(window = 107)\n}\n";
            specs.add(newton(number++, Scans.ELMAN.replace("}\n", by), "Elman", sizes, 0.5));
        }
        for (int depth : new int[] {1, 3, 65}) {
            var sizes = Map.of("B", 2, "N", 67, "X", 3, "D", depth);
            var by = "  by deer(jacobian = blocks)\n}\n";
            specs.add(newton(number++, Scans.LSTM.replace("}\n", by), "Lstm", sizes, 0.5));
        }
        var batch = Batch.of(specs, _ -> Target.jvm());
        var failures = new ArrayList<String>();
        for (var spec : specs) {
            var expected = expected(spec);
            for (var form : List.of(Forms.here(), JvmForm.SCALAR)) {
                for (int workers : new int[] {1, 2, 19}) {
                    var got =
                            Run.of(Forms.as(form, batch.kernel(spec)), spec.one(), Device.jvm(workers)::plan, _ -> {});
                    double far = furthest(got.getOrDefault("h", Values.zeros(0)).data(), expected);
                    if (!(far < CLOSE)) {
                        failures.add("%s %s of %d workers: %s".formatted(form, spec.one(), workers, far));
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private static Spec newton(int number, String text, String name, Map<String, Integer> sizes, double gain) {
        var one = ScanTensors.of(5_200_000 + number, text, name, gain, sizes, Map.of());
        return Spec.of(new RandomCase(5_200_000 + number, text, name, sizes, Map.of(), one.inputs()));
    }

    private static double[] expected(Spec spec) {
        return spec.expected().getOrDefault("h", Values.zeros(0)).data();
    }

    private static int[] sizes(KernelDefinition kernel, Map<String, Integer> known) {
        var all = new HashMap<>(known);
        return kernel.dims().stream().mapToInt(all::get).toArray();
    }

    private static List<Tensor> tensors(KernelDefinition kernel, long[][] shapes) {
        var tensors = new ArrayList<Tensor>();
        for (var argument : kernel.arguments()) {
            if (argument instanceof ArgumentDefinition.OfTensor tensor) {
                tensors.add(Tensor.allocate(tensor.type(), shapes[tensors.size()]));
            }
        }
        return tensors;
    }

    private static void fill(KernelDefinition kernel, List<Tensor> tensors, RandomCase one) {
        int at = 0;
        for (var argument : kernel.arguments()) {
            if (argument instanceof ArgumentDefinition.OfTensor tensor) {
                var values = one.inputs().get(tensor.name());
                var to = tensors.get(at++);
                for (int e = 0; values != null && e < to.elements(); e++) {
                    to.set(e, values.data()[e]);
                }
            }
        }
    }

    private static double furthest(double[] some, double[] others) {
        assertThat(some).hasSameSizeAs(others);
        double most = 0;
        for (int e = 0; e < some.length; e++) {
            double far = Math.abs(some[e] - others[e]);
            most = Double.isNaN(far) ? Double.POSITIVE_INFINITY : Math.max(most, far);
        }
        return most;
    }
}
