package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.ScanTensors;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.scan.Solution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Fixed-point iterations on the emulator against the interpreter: Newton, Picard and Jacobi, whole
/// Jacobians, blocks and diagonals, in any number of chunks and windows. With TORNADOVM_HOME set they run
/// on TornadoVM itself.
class TornadoIterationWalkTest {
    private static final List<Integer> CHUNKS = List.of(1, 3);
    private static final List<String> SOLVERS = List.of(
            "deer()",
            "deer(jacobian = diagonal, iterations = 20)",
            "deer(window = 5)",
            "jacobi()",
            "picard(iterations = 2)",
            "deer(iterations = 0)");

    /// Matrices that differ from step to step do not commute.
    private static final String TURNING = """
            scan Turning {
              dim    B, N, D
              input  a, x : f32[B, N, D]
              weight U : f32[D, D]
              init   h0 : f32[B, D]
              state  h : f32[B, N, D] from h0
              h[t] = a[t] * (U @ h[t-1]) + x[t]
              by deer()
            }
            """;

    @Test
    void noSolverChangesTheNumbers() {
        var specs = new ArrayList<Spec>();
        int seed = 9_100_000;
        for (var scan : Scans.all()) {
            if (scan.name().equals("Turned")) {
                continue;
            }
            for (var solver : SOLVERS) {
                specs.add(Spec.of(sized(scan.by(solver), seed++, scan.sizes().getFirst())));
            }
        }
        var batch = TornadoWalkTest.batch(specs);
        var failures = new ArrayList<String>();
        int at = 0;
        for (var scan : Scans.all()) {
            if (scan.name().equals("Turned")) {
                continue;
            }
            for (var solver : SOLVERS) {
                var spec = specs.get(at++);
                for (var sizes : scan.sizes()) {
                    var small = small(sizes);
                    var one = spec.on(sized(scan.by(solver), spec.one().seed(), small));
                    failures.addAll(failures(one, batch));
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /// The emulator takes its time: neither long sequences nor long vectors show more.
    private static int[] small(int... sizes) {
        var small = sizes.clone();
        for (int n = 0; n < small.length; n++) {
            small[n] = Math.min(small[n], n == 0 ? 2 : n == 1 ? 11 : 5);
        }
        return small;
    }

    /// One iteration is enough where the step is affine, in however many chunks (S1, P2).
    @Test
    void affineStepsAreSolvedAtOnce() {
        for (int steps : new int[] {1, 2, 13}) {
            var spec = Spec.of(ScanTensors.of(
                    9_200_000L + steps, TURNING, "Turning", 1, Map.of("B", 2, "N", steps, "D", 3), Map.of()));
            var batch = TornadoWalkTest.batch(List.of(spec));
            for (int chunks : new int[] {1, 2, 5}) {
                var run = run(spec, batch, chunks);
                assertThat(run.solution().windows()).isEqualTo(1);
                assertThat(run.solution().iterations())
                        .as("%d steps, %d chunks", steps, chunks)
                        .isLessThanOrEqualTo(2);
                assertThat(run.solution().finished()).isZero();
                assertThat(Tolerance.of(spec.kernel(), "h").difference(expected(spec, "h"), run.states()))
                        .isEmpty();
            }
        }
    }

    /// After k iterations at least k steps are exact, whatever comes after them; the rest is found one by
    /// one, from numbers that are those of the steps, bit for bit (P1, P6).
    @Test
    void afterSoManyIterationsSoManyStepsAreExact() {
        var sequential = elman(0, "sequential()", 8, 13);
        var specs = new ArrayList<Spec>(List.of(sequential));
        for (int iterations = 1; iterations <= 4; iterations++) {
            specs.add(elman(iterations, "deer(tolerance = 1e-30, iterations = %d)".formatted(iterations), 8, 13));
        }
        var batch = TornadoWalkTest.batch(specs);
        var whole = run(sequential, batch, 1);
        for (int iterations = 1; iterations <= 4; iterations++) {
            var run = run(specs.get(iterations), batch, 3);
            assertThat(run.solution().iterations()).isEqualTo(iterations);
            assertThat(run.solution().finished()).isPositive().isLessThanOrEqualTo(2L * (13 - iterations));
            assertThat(run.states().data()).isEqualTo(whole.states().data());
        }
    }

    /// As many iterations as steps are always enough (P1).
    @Test
    void aChaoticCellSettlesAfterAsManyIterationsAsSteps() {
        var spec = elman(1, "deer(tolerance = 1e-30, iterations = 13)", 8, 13);
        var sequential = elman(0, "sequential()", 8, 13);
        var batch = TornadoWalkTest.batch(List.of(spec, sequential));
        var run = run(spec, batch, 4);
        assertThat(run.solution().finished()).isZero();
        assertThat(run.solution().residual()).isZero();
        assertThat(run.states().data())
                .isEqualTo(run(sequential, batch, 1).states().data());
    }

    /// A step that gives no number is none that has converged: it and all after it are found one by one,
    /// and the other sequence does not notice (P7, P10).
    @Test
    void noNumberIsNeverTakenForConverged() {
        var spec = elman(1, "deer()", 0.5, 11);
        var inputs = new LinkedHashMap<>(spec.one().inputs());
        var x = Objects.requireNonNull(inputs.get("x"));
        var broken = x.data().clone();
        broken[5 * 3 + 1] = Double.NaN;
        inputs.put("x", new Values(x.shape(), broken));
        var one = spec.one();
        var on = spec.on(new RandomCase(one.seed(), one.text(), one.kernel(), one.sizes(), one.params(), inputs));
        var batch = TornadoWalkTest.batch(List.of(spec));
        var healthy = run(spec, batch, 3);
        var run = run(on, batch, 3);
        assertThat(run.solution().finished()).isEqualTo(11 - 5);
        var got = run.states().data();
        for (int e = 0; e < got.length; e++) {
            boolean after = e < 11 * 3 && e / 3 >= 5;
            assertThat(Double.isNaN(got[e])).as("element %d", e).isEqualTo(after && (e / 3 > 5 || e % 3 == 1));
            if (e >= 11 * 3) {
                assertThat(got[e]).isEqualTo(healthy.states().data()[e]);
            }
        }
    }

    private static Spec elman(int number, String by, double gain, int steps) {
        // Chaotic where the gain is large: what comes after a few steps depends on every bit of these.
        var text = """
                scan Elman%d {
                  dim    B, N, D
                  param  g : f32
                  input  x : f32[B, N, D]
                  weight U : f32[D, D]
                  init   h0 : f32[B, D]
                  state  h : f32[B, N, D] from h0
                  h[t] = tanh(g * (U @ h[t-1]) + x[t])
                  by %s
                }
                """.formatted(number, by);
        return Spec.of(ScanTensors.of(
                9_300_000, text, "Elman" + number, 1, Map.of("B", 2, "N", steps, "D", 3), Map.of("g", gain)));
    }

    private static RandomCase sized(Scans scan, long seed, int... sizes) {
        return ScanTensors.of(seed, scan.text(), scan.name(), 0.3, scan.bind(sizes), scan.params());
    }

    private static Values expected(Spec spec, String out) {
        return Objects.requireNonNull(new HashMap<>(spec.expected()).get(out));
    }

    private record Found(Values states, Solution solution) {}

    private static Found run(Spec spec, Batch batch, int chunks) {
        var solutions = new ArrayList<Solution>();
        var got = Run.of(
                batch.kernel(spec),
                spec.one(),
                (kernel, sizes) -> plan(chunks, kernel, sizes),
                report -> solutions.add(report.solution()));
        assertThat(solutions.getLast()).isEqualTo(solutions.getFirst());
        return new Found(Objects.requireNonNull(got.get("h")), solutions.getLast());
    }

    private static List<String> failures(Spec spec, Batch batch) {
        var failures = new ArrayList<String>();
        var expected = spec.expected();
        for (int chunks : CHUNKS) {
            var wrong = Walk.wrong(spec, expected, batch.kernel(spec), (kernel, sizes) -> plan(chunks, kernel, sizes));
            if (!wrong.isEmpty()) {
                failures.add("in " + chunks + " chunks: " + wrong + "\n" + spec.one());
            }
        }
        return failures;
    }

    private static Plan plan(int chunks, KernelDefinition kernel, int... sizes) {
        System.setProperty("weft.tornado.parts", Integer.toString(chunks));
        try {
            return TornadoWalkTest.plan("groups", kernel, sizes);
        } finally {
            System.clearProperty("weft.tornado.parts");
        }
    }
}
