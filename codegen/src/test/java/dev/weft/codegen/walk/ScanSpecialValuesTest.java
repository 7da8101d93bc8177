package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.ScanTensors;
import dev.weft.runtime.Device;
import dev.weft.runtime.tune.Tuning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is no number, or infinite, goes on through the steps of its sequence as the equations say, and into
/// no step before and no other sequence, whether sequences are cut into parts or not.
class ScanSpecialValuesTest {
    private static final List<Double> SPECIAL =
            List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e30);

    /// Infinite inputs saturate the gates, which then forget them.
    private static final String GATED = """
            scan Gated {
              dim    B, N, D
              input  x : f32[B, N, D]
              weight U : f32[D, D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              state  m : f32[B, N]
              h[t] = (if x[t] @ x[t] > 1000 then 0 else 0.5) * h[t-1] + tanh(x[t] + U @ h[t-1])
              m[t] = max(0.5 * m[t-1], min(sum(h[t]), 4))
            }
            """;

    /// A sum that never forgets.
    private static final String SUM = """
            scan Sum {
              dim    B, N, D
              input  x : f32[B, N, D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              h[t] = h[t-1] + x[t]
            }
            """;

    /// Once no number, always none; and where a number is, no other is near.
    private static final String DIAGONAL = """
            scan Diagonal {
              dim    B, N, D
              input  x : f32[B, N, D]
              weight a : f32[D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              h[t] = a * h[t-1] + relu(x[t])
            }
            """;

    @Test
    void specialValuesGoOnAsTheEquationsSay() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("Gated", GATED);
        texts.put("Sum", SUM);
        texts.put("Diagonal", DIAGONAL);
        var specs = new LinkedHashMap<String, Spec>();
        texts.forEach((name, text) -> specs.put(name, Spec.of(plain(5_200_000 + specs.size(), text, name, 1, 320))));
        var batch = Batch.of(List.copyOf(specs.values()), _ -> Target.jvm());
        var failures = new ArrayList<String>();
        specs.forEach((name, spec) -> {
            for (var special : SPECIAL) {
                for (int at : new int[] {0, 100, 319}) {
                    for (var sizes : List.of(new int[] {1, 320}, new int[] {3, 320})) {
                        var one = with(plain(spec.one().seed(), spec.one().text(), name, sizes), "x", at, special);
                        failures.addAll(failures(spec.on(one), batch));
                        failures.addAll(interleaved(spec.on(one), batch));
                    }
                }
                var one = with(plain(spec.one().seed(), spec.one().text(), name, 2, 300), "h0", 0, special);
                failures.addAll(failures(spec.on(one), batch));
                failures.addAll(interleaved(spec.on(one), batch));
            }
        });
        assertThat(failures).isEmpty();
    }

    /// Slopes of 1e15 and more where the state is near 0, and such as f32 does not hold.
    private static final String EXPLODING = """
            scan Exploding {
              dim    B, N, D
              input  x : f32[B, N, D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              h[t] = 1 / (1 + 1e30 * h[t-1] * h[t-1]) + x[t]
            }
            """;

    /// However the steps are found: no step, one, no number among them, slopes that are none (P7).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sequential()",
                "deer()",
                "deer(jacobian = diagonal, window = 16)",
                "deer(iterations = 0)",
                "picard(iterations = 3)",
                "jacobi()",
                "elk(sigma = 10.0)"
            })
    void badInputHasDefinedResults(String solver) {
        var texts =
                new LinkedHashMap<>(Map.of("Gated", GATED, "Sum", SUM, "Diagonal", DIAGONAL, "Exploding", EXPLODING));
        var specs = new LinkedHashMap<String, Spec>();
        texts.forEach((name, text) -> specs.put(
                name,
                Spec.of(plain(
                        5_300_000 + specs.size(), text.replace("}\n", "  by " + solver + "\n}\n"), name, 1, 40))));
        var batch = Batch.of(List.copyOf(specs.values()), _ -> Target.jvm());
        var failures = new ArrayList<String>();
        specs.forEach((name, spec) -> {
            var text = spec.one().text();
            for (int steps : new int[] {0, 1, 40}) {
                var one = plain(spec.one().seed(), text, name, 2, steps);
                failures.addAll(failures(spec.on(one), batch));
                for (var special : List.of(Double.NaN, Double.NEGATIVE_INFINITY)) {
                    if (steps > 0) {
                        failures.addAll(failures(spec.on(with(one, "x", steps / 2, special)), batch));
                        failures.addAll(failures(spec.on(with(one, "h0", 1, special)), batch));
                    }
                }
            }
        });
        assertThat(failures).isEmpty();
    }

    private static List<String> failures(Spec spec, Batch batch) {
        return failures(spec, batch, EnumSet.allOf(JvmForm.class), _ -> Device.jvm(2));
    }

    /// Whatever a lane holds, its neighbours are other sequences or parts.
    private static List<String> interleaved(Spec spec, Batch batch) {
        return failures(
                spec,
                batch,
                EnumSet.complementOf(EnumSet.of(JvmForm.SCALAR)),
                form -> Device.jvm(2).tuned(_ -> Tuning.of(Map.of("interleaved", form.lanes(), "parts", 3))));
    }

    private static List<String> failures(
            Spec spec, Batch batch, Set<JvmForm> forms, Function<JvmForm, Device> devices) {
        var failures = new ArrayList<String>();
        var expected = spec.expected();
        for (var form : forms) {
            var wrong = Walk.wrong(spec, expected, Forms.as(form, batch.kernel(spec)), devices.apply(form)::plan);
            if (!wrong.isEmpty()) {
                failures.add(
                        form + ": " + wrong + "\n" + spec.one() + spec.one().inputs());
            }
        }
        return failures;
    }

    /// @param sizes of B and N
    private static RandomCase plain(long seed, String text, String name, int... sizes) {
        return ScanTensors.of(seed, text, name, 0.3, Map.of("B", sizes[0], "N", sizes[1], "D", WIDTH), Map.of());
    }

    private static final int WIDTH = 5;

    /// Puts a value into the middle of row `at` of a tensor.
    private static RandomCase with(RandomCase one, String tensor, int at, double value) {
        var inputs = new LinkedHashMap<>(one.inputs());
        inputs.computeIfPresent(tensor, (_, values) -> {
            var data = Arrays.copyOf(values.data(), values.data().length);
            data[at * WIDTH + 2] = value;
            return new Values(values.shape(), data);
        });
        return new RandomCase(one.seed(), one.text(), one.kernel(), one.sizes(), one.params(), inputs);
    }
}
