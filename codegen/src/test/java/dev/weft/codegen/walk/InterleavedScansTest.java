package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.codegen.lower.StepLowering;
import dev.weft.codegen.schedule.Interleaving;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.RandomScans;
import dev.weft.dsl.random.ScanTensors;
import dev.weft.runtime.Device;
import dev.weft.runtime.tune.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Scans whose sequences, or parts of them, are interleaved give the interpreter's numbers, in every form that has
/// vectors: with fewer rows than lanes and more, parts without steps, and vectors of sequences that are not full.
class InterleavedScansTest {
    private static final double GAIN = 0.3;

    /// One number per step goes in and out, and functions of weights are the same for all lanes.
    private static final Scans SINGLE = new Scans(
            "Single", """
            scan Single {
              dim    B, N, D
              param  w : f32
              input  u : f16[B, N]
              input  x : bf16[B, N, D]
              weight a : f16[D]
              init   p0 : f32[B]
              state  p : f32[B, N] from p0
              state  h : bf16[B, N, D]
              out    y : f16[B, N, D]
              out    m : f32[B, N]
              p[t] = 0.5 * p[t-1] + w * tanh(u[t])
              h[t] = sigmoid(a) * h[t-1] + (if u[t] > p[t-1] then x[t] else p[t] * softplus(a))
              y[t] = exp(-a) * h[t] - h[t-1]
              m[t] = sum(h[t]) - u[t]
            }
            """, Map.of("w", 0.375), List.of(new int[] {1, 1, 1}, new int[] {5, 65, 3}, new int[] {1, 300, 17
            }));

    private static List<Scans> interleaved() {
        return Stream.concat(Scans.all().stream(), Stream.of(SINGLE))
                .filter(scan -> isInterleaved(spec(scan, 0, scan.sizes().getFirst())))
                .toList();
    }

    @Test
    void whatDependsOnItsPlaceOrHasNoVectorsIsNot() {
        assertThat(interleaved())
                .extracting(Scans::name)
                .containsExactly(
                        "Elman",
                        "Gru",
                        "ResetBefore",
                        "Lstm",
                        "Gated",
                        "Diagonal",
                        "Folded",
                        "Carried",
                        "Fixed",
                        "Single");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SCALAR")
    void givesTheInterpretersNumbers(JvmForm form) {
        var scans = interleaved();
        var specs = scans.stream()
                .map(scan ->
                        spec(scan, 8_000_000 + scans.indexOf(scan), scan.sizes().getFirst()))
                .toList();
        var batch = Batch.of(specs, _ -> Set.of(Target.of(form)));
        var failures = new ArrayList<String>();
        for (int n = 0; n < scans.size(); n++) {
            for (var sizes : scans.get(n).sizes()) {
                var spec = specs.get(n).on(one(scans.get(n), 8_000_000 + n, sizes));
                failures.addAll(failures(spec, batch, form));
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void randomScansGiveThemToo() {
        var specs = LongStream.range(8_100_000, 8_100_150)
                .mapToObj(RandomScans::of)
                .map(Spec::of)
                .filter(InterleavedScansTest::isInterleaved)
                .toList();
        assertThat(specs.size()).isGreaterThan(15);
        var batch = Batch.of(specs, _ -> Set.of(Target.of(Forms.here())));
        assertThat(specs)
                .flatExtracting(spec -> failures(spec, batch, Forms.here()))
                .isEmpty();
    }

    /// A layout changes no number: products and sums are formed in the same order.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SCALAR")
    void givesTheNumbersOfRows(JvmForm form) {
        for (var scan : Scans.all().stream()
                .filter(scan -> List.of("Elman", "Gru", "Lstm", "Diagonal").contains(scan.name()))
                .toList()) {
            var spec = spec(scan, 8_200_000, scan.sizes().get(2));
            var batch = Batch.of(List.of(spec), _ -> Set.of(Target.of(form)));
            var rows = run(spec, batch, form, Map.of("interleaved", 1, "parts", 1));
            var lanes = run(spec, batch, form, Map.of("interleaved", form.lanes(), "parts", 1));
            assertThat(lanes.getOrDefault("h", Values.zeros(0)).data())
                    .as(scan.name())
                    .isNotEmpty()
                    .isEqualTo(rows.getOrDefault("h", Values.zeros(0)).data());
        }
    }

    private static List<String> failures(Spec spec, Batch batch, JvmForm form) {
        var failures = new ArrayList<String>();
        var expected = spec.expected();
        for (int parts : new int[] {1, 3, 2 * form.lanes()}) {
            int together = parts == 3 ? 2 * form.lanes() : form.lanes();
            var chosen = spec.one().text().contains("by sequential")
                    ? Map.of("interleaved", together)
                    : Map.of("interleaved", together, "parts", parts);
            var wrong = Walk.wrong(
                    spec, expected, Forms.as(form, batch.kernel(spec)), device(parts == 3 ? 1 : 2, chosen)::plan);
            if (!wrong.isEmpty()) {
                failures.add(form + ", " + chosen + ": " + wrong + "\n" + spec.one());
            }
        }
        return failures;
    }

    private static Map<String, Values> run(Spec spec, Batch batch, JvmForm form, Map<String, Integer> chosen) {
        return Run.of(Forms.as(form, batch.kernel(spec)), spec.one(), device(2, chosen)::plan);
    }

    private static Device device(int workers, Map<String, Integer> chosen) {
        return Device.jvm(workers).tuned(_ -> Tuning.of(chosen));
    }

    private static boolean isInterleaved(Spec spec) {
        var program = StepLowering.lower("", "test.weft", (Scan) spec.kernel());
        return Interleaving.has(program, JvmForm.V512);
    }

    private static Spec spec(Scans scan, long seed, int... sizes) {
        return Spec.of(one(scan, seed, sizes));
    }

    private static RandomCase one(Scans scan, long seed, int... sizes) {
        return ScanTensors.of(seed, scan.text(), scan.name(), GAIN, scan.bind(sizes), scan.params());
    }
}
