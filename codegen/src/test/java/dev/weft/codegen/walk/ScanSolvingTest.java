package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.dsl.random.ScanTensors;
import dev.weft.runtime.Device;
import dev.weft.runtime.RunReport;
import dev.weft.runtime.scan.Solution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How the steps are found shows in the report, and not in the numbers.
class ScanSolvingTest {
    private static final int WORKERS = 2;
    private static final double FORGETS = 0.3;
    private static final double CHAOTIC = 3;
    private static final int WIDTH = 32;

    /// A cell that does not forget is left to its steps, whose numbers are those of a plan without parts,
    /// bit for bit.
    @Test
    void whatDoesNotSettleIsFoundStepByStep() {
        var free = elman(1, "", CHAOTIC, 1, 1025);
        var sequential = elman(2, "by sequential()", CHAOTIC, 1, 1025);
        var batch = batch(free, sequential);
        for (var form : JvmForm.values()) {
            var cut = run(form, batch, free, WORKERS);
            var whole = run(form, batch, sequential, WORKERS);
            int parts = Math.min(WORKERS * rowTile(form), 1025 / 64);
            assertThat(cut.solution().parts()).as("%s", form).isEqualTo(parts);
            assertThat(cut.solution().iterations()).isEqualTo(3);
            assertThat(cut.solution().residual()).isGreaterThan(1e-6);
            // After three times the first three parts are what they have to be.
            assertThat(cut.solution().finished()).isEqualTo(1025 - 3L * Math.ceilDiv(1025, parts));
            // The next run does not try again.
            assertThat(cut.again()).hasToString("step by step");
            assertThat(whole.solution()).isEqualTo(new Solution(1, 1, 0, 0, 0, 0, List.of(0.0)));
            assertThat(furthest(cut.h(), whole.h())).as("%s", form).isZero();
        }
    }

    /// A cell that forgets settles at once; then the parts that are not exact are within the tolerance.
    @Test
    void aCellThatForgetsSettlesAfterTwo() {
        var free = elman(1, "", FORGETS, 1, 1025);
        var sequential = elman(2, "by sequential()", FORGETS, 1, 1025);
        var batch = batch(free, sequential);
        for (var form : JvmForm.values()) {
            var cut = run(form, batch, free, WORKERS);
            var whole = run(form, batch, sequential, WORKERS);
            assertThat(cut.solution().parts()).isGreaterThan(1);
            assertThat(cut.solution().iterations()).as("%s", form).isEqualTo(2);
            assertThat(cut.solution().residual()).isLessThanOrEqualTo(1e-6);
            assertThat(cut.solution().finished()).isZero();
            assertThat(furthest(cut.h(), whole.h())).as("%s", form).isLessThanOrEqualTo(2e-6);
            int exact = WIDTH * Math.ceilDiv(1025, cut.solution().parts());
            assertThat(furthest(Arrays.copyOf(cut.h(), exact), Arrays.copyOf(whole.h(), exact)))
                    .isZero();
        }
    }

    /// Whichever way a probe finds to be faster, it is taken from then on, and the numbers are the same.
    @Test
    void aProbeTakesBothWays() {
        var free = elman(1, "", FORGETS, 1, 1025);
        var batch = batch(free);
        for (var form : JvmForm.values()) {
            var plain = run(form, batch, free, WORKERS);
            var probes = new ArrayList<RunReport>();
            var got = Run.of(
                    Forms.as(form, batch.kernel(free)),
                    free.one(),
                    Device.jvm(WORKERS).probing()::plan,
                    probes::add);
            assertThat(furthest(got.getOrDefault("h", Values.zeros(0)).data(), plain.h()))
                    .isLessThanOrEqualTo(2e-6);
            int parts = plain.solution().parts();
            var probe = probes.getLast().probe();
            assertThat(probe).as("%s", form).contains(parts + " parts in ", "step by step in ");
            boolean kept = probe.endsWith(": " + parts + " parts kept");
            assertThat(probes.getLast().solution().parts()).isEqualTo(kept ? parts : 1);
        }
    }

    /// Any number of workers cuts otherwise; a part may then have no steps at all.
    @Test
    void partsWithoutStepsSettleToo() {
        var free = elman(1, "", FORGETS, 1, 10_241);
        var batch = batch(free);
        var run = run(Forms.here(), batch, free, 40);
        int parts = run.solution().parts();
        assertThat((parts - 1) * Math.ceilDiv(10_241, parts))
                .as("where the last part starts")
                .isGreaterThan(10_241);
        assertThat(run.solution().iterations()).isEqualTo(2);
        assertThat(run.solution().finished()).isZero();
        var expected = free.expected().getOrDefault("h", Values.zeros(0));
        assertThat(furthest(run.h(), expected.data())).isLessThan(1e-5);
    }

    /// The same input gives the same bits, whatever else there is in the batch (P10).
    @ParameterizedTest
    @ValueSource(strings = {"by sequential()", "by deer()"})
    void aSequenceDoesNotDependOnOthers(String by) {
        var three = elman(by.length(), by, CHAOTIC, 3, 200);
        var batch = batch(three);
        for (var form : JvmForm.values()) {
            var together = run(form, batch, three, WORKERS).h();
            for (int b = 0; b < 3; b++) {
                var alone = run(form, batch, three.on(only(three.one(), b)), WORKERS)
                        .h();
                int size = 200 * WIDTH;
                assertThat(furthest(alone, Arrays.copyOfRange(together, b * size, (b + 1) * size)))
                        .as("%s", form)
                        .isZero();
            }
        }
    }

    /// Every algorithm that there is, given its settings.
    @Test
    void noAlgorithmChangesTheNumbers() {
        var specs = new ArrayList<Spec>();
        int seed = 10;
        for (var by : List.of(
                "by sequential()",
                "by deer()",
                "by deer(jacobian = dense, iterations = 20)",
                "by deer(jacobian = diagonal, tolerance = 1e-7, window = 100)",
                "by deer(iterations = 0)",
                "by picard(iterations = 2)",
                "by jacobi()",
                "by jacobi(iterations = 1, window = 1)",
                "by elk(sigma = 10.0)")) {
            for (double gain : new double[] {FORGETS, CHAOTIC / 4}) {
                specs.add(elman(seed++, by, gain, 2, 400));
            }
        }
        var batch = batch(specs.toArray(Spec[]::new));
        var failures = new ArrayList<String>();
        for (var spec : specs) {
            var expected = spec.expected();
            for (var form : List.of(Forms.here(), JvmForm.SCALAR)) {
                var wrong = Walk.wrong(spec, expected, Forms.as(form, batch.kernel(spec)), Device.jvm(WORKERS)::plan);
                if (!wrong.isEmpty()) {
                    failures.add(form + ": " + wrong + "\n" + spec.one());
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /// A step that is affine in the state is its own linear recurrence: one iteration solves it (P2).
    @Test
    void affineCellsTakeOneIteration() {
        var gated = diagonal(1, GATED, "by deer()");
        var batch = batch(gated);
        for (var form : JvmForm.values()) {
            var run = run(form, batch, gated, WORKERS);
            assertThat(run.solution().iterations()).as("%s", form).isEqualTo(1);
            assertThat(run.solution().finished()).isZero();
            assertThat(furthest(run.h(), expected(gated))).as("%s", form).isLessThan(1e-5);
        }
    }

    /// What is added to the state alone is Picard's own linear recurrence (P11).
    @Test
    void sumsTakePicardOneIteration() {
        var sum = diagonal(4, GATED.replace("sigmoid(a[t]) * h[t-1]", "h[t-1] + a[t]"), "by picard()");
        var batch = batch(sum);
        var run = run(Forms.here(), batch, sum, WORKERS);
        assertThat(run.solution().iterations()).isEqualTo(1);
        assertThat(run.solution().finished()).isZero();
        assertThat(furthest(run.h(), expected(sum))).isLessThan(1e-4);
    }

    /// Weights with which Newton's method does not get there in three iterations: the report says
    /// so, and the numbers are the loop's (P6).
    @Test
    void whatNewtonDoesNotReachIsReported() {
        var wild = Scans.DIAGONAL.replaceAll("\\ba([zrh]) \\*", "9 * a$1 *");
        var newton = diagonal(2, wild, "by deer(iterations = 3)");
        var sequential = diagonal(3, wild, "by sequential()");
        var batch = batch(newton, sequential);
        for (var form : JvmForm.values()) {
            var run = run(form, batch, newton, WORKERS);
            assertThat(run.solution().finished()).as("%s", form).isPositive();
            assertThat(run.solution().toString()).endsWith(" steps one by one");
            var loop = run(form, batch, sequential, WORKERS);
            assertThat(furthest(run.h(), loop.h())).as("%s", form).isLessThan(1e-3);
        }
    }

    private static final String GATED = """
            scan Diagonal {
              dim   B, N, D
              input a, x : f32[B, N, D]
              state h : f32[B, N, D]
              h[t] = sigmoid(a[t]) * h[t-1] + x[t]
            }
            """;

    private static double[] expected(Spec spec) {
        return spec.expected().getOrDefault("h", Values.zeros(0)).data();
    }

    private static Spec diagonal(int number, String cell, String by) {
        var text = cell.replace("}\n", "  " + by + "\n}\n");
        var bound = Map.of("B", 1, "N", 512, "D", 17);
        var one = ScanTensors.of(5_200_000, text, "Diagonal", 1, bound, Map.of());
        return Spec.of(new RandomCase(5_200_000 + number, text, "Diagonal", bound, Map.of(), one.inputs()));
    }

    @Test
    void nothingToDoIsReportedAsSuch() {
        var empty = elman(1, "", FORGETS, 0, 1025);
        var batch = batch(empty);
        for (var sizes : List.of(new int[] {0, 1025}, new int[] {1, 0}, new int[] {0, 0})) {
            var run = run(Forms.here(), batch, elman(1, "", FORGETS, sizes), WORKERS);
            assertThat(run.h()).isEmpty();
            assertThat(run.solution().finished()).isZero();
            assertThat(run.solution().residual()).isZero();
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

    /// @param states after the last run
    /// @param solution of the first run
    /// @param again of the last run
    private record Solved(Values states, Solution solution, Solution again) {
        double[] h() {
            return states.data();
        }
    }

    private static Solved run(JvmForm form, Batch batch, Spec spec, int workers) {
        var solutions = new ArrayList<Solution>();
        var got = Run.of(
                Forms.as(form, batch.kernel(spec)),
                spec.one(),
                Device.jvm(workers)::plan,
                report -> solutions.add(solution(report)));
        return new Solved(got.getOrDefault("h", Values.zeros(0)), solutions.getFirst(), solutions.getLast());
    }

    private static Solution solution(RunReport report) {
        return report.solution();
    }

    private static int rowTile(JvmForm form) {
        return dev.weft.codegen.schedule.ScanSchedule.rowTile(form);
    }

    private static Batch batch(Spec... specs) {
        return Batch.of(List.of(specs), _ -> Target.jvm());
    }

    private static RandomCase only(RandomCase all, int batch) {
        var inputs = new LinkedHashMap<>(all.inputs());
        for (var name : List.of("x", "h0")) {
            inputs.computeIfPresent(name, (_, values) -> part(values, batch));
        }
        var sizes = new LinkedHashMap<>(all.sizes());
        sizes.put("B", 1);
        return new RandomCase(all.seed(), all.text(), all.kernel(), sizes, all.params(), inputs);
    }

    private static Values part(Values values, int batch) {
        var shape = values.shape().clone();
        int size = values.data().length / shape[0];
        shape[0] = 1;
        return new Values(shape, Arrays.copyOfRange(values.data(), batch * size, (batch + 1) * size));
    }

    /// The same numbers whatever `number` is, which tells kernels apart.
    ///
    /// @param sizes of B and N
    private static Spec elman(int number, String by, double gain, int... sizes) {
        var text = Scans.ELMAN.replace("W @ x[t]", "0.1 * W @ x[t]").replace("}\n", "  " + by + "\n}\n");
        var bound = Map.of("B", sizes[0], "N", sizes[1], "X", 3, "D", WIDTH);
        var one = ScanTensors.of(5_100_000, text, "Elman", gain, bound, Map.of());
        return Spec.of(new RandomCase(5_100_000 + number, text, "Elman", bound, Map.of(), one.inputs()));
    }
}
