package dev.weft.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.runtime.scan.SolvedCell.Slope;
import dev.weft.runtime.vector.StateLoops;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Solving `s[t] = tanh(gain * R s[t-1] + u[t])` for all t at once, R a rotation, against the loop.
final class FixedPointTest {
    private static final int SIZE = 2;

    /// After k iterations the first k steps are exact, whatever the matrix is, even of a chaotic cell.
    @ParameterizedTest
    @EnumSource
    void stepsBecomeExactFromTheFront(Slope slope) {
        var cell = new Cell(3, 40);
        for (int iterations : new int[] {1, 2, 5, 17, 40}) {
            for (var box : List.of(new StateBox(SIZE), tanh())) {
                var solver = solver(cell, 40, iterations, Double.POSITIVE_INFINITY, 0, box);
                cell.iterate(solver, slope, iterations);
                assertThat(cell.furthest(solver, Math.min(iterations, 40))).isLessThan(1e-12);
            }
        }
    }

    /// A trust region keeps the first step from its value: its error shrinks by 1 + sigma^2, and no
    /// faster.
    @Test
    void aTrustRegionHoldsBack() {
        var cell = new Cell(0.5, 20);
        var solver = solver(cell, 20, 1, Math.sqrt(10), 0);
        double error = Math.abs(cell.exact[1][0]);
        cell.iterate(solver, Slope.NEWTON, 1);
        double left = Math.abs(cell.before(solver, 1)[0] - cell.exact[1][0]);
        assertThat(left).isCloseTo(error / 11, within(1e-12));
    }

    @Test
    void aLargeTrustRegionIsNewtonAndASmallOneStays() {
        var cell = new Cell(0.9, 30);
        var newton = solver(cell, 30, 2, Double.POSITIVE_INFINITY, 0);
        var large = solver(cell, 30, 2, 1e7, 0);
        var small = solver(cell, 30, 2, 1e-7, 0);
        cell.iterate(newton, Slope.NEWTON, 2);
        cell.iterate(large, Slope.NEWTON, 2);
        cell.iterate(small, Slope.NEWTON, 2);
        for (int step = 1; step <= 30; step++) {
            for (int at = 0; at < SIZE; at++) {
                assertThat(cell.before(large, step)[at]).isCloseTo(cell.before(newton, step)[at], within(1e-6));
                assertThat(cell.before(small, step)[at]).isCloseTo(0, within(1e-6));
            }
        }
    }

    /// The number of iterations of a cell that forgets does not grow with the number of steps.
    @Test
    void aCellThatForgetsIsSoonSolved() {
        int before = 0;
        for (int steps : new int[] {256, 1024, 4096}) {
            var cell = new Cell(0.9, steps);
            var solver = solver(cell, steps, 100, Double.POSITIVE_INFINITY, 1e-10);
            cell.solve(solver, Slope.NEWTON);
            int iterations = solver.solution().iterations();
            assertThat(iterations).isLessThanOrEqualTo(6);
            assertThat(before == 0 || Math.abs(iterations - before) <= 1).isTrue();
            assertThat(solver.solution().finished()).isZero();
            before = iterations;
            var jacobi = solver(cell, steps, 100, Double.POSITIVE_INFINITY, 1e-10);
            cell.solve(jacobi, Slope.JACOBI);
            assertThat(jacobi.solution().iterations()).isGreaterThan(iterations);
        }
    }

    /// Errors are squared from iteration to iteration.
    @Test
    void newtonIsQuadratic() {
        var cell = new Cell(0.9, 200);
        double before = Double.NaN;
        for (int iterations = 2; iterations <= 4; iterations++) {
            var solver = solver(cell, 200, iterations, Double.POSITIVE_INFINITY, 0);
            cell.iterate(solver, Slope.NEWTON, iterations);
            double error = cell.furthest(solver, 200);
            if (before < 1e-2 && error > 1e-14) {
                assertThat(Math.log(error) / Math.log(before)).isGreaterThan(1.7);
            }
            before = error;
        }
        assertThat(before).isLessThan(1e-5);
    }

    /// Where the cell expands off its path, clipping keeps the iterates where it contracts.
    @Test
    void clippingSavesIterations() {
        var cell = new Cell(2.5, 512);
        var free = solver(cell, 512, 512, Double.POSITIVE_INFINITY, 1e-8);
        var clipped = solver(cell, 512, 512, Double.POSITIVE_INFINITY, 1e-8, tanh());
        for (var solver : List.of(free, clipped)) {
            cell.solve(solver, Slope.NEWTON);
            assertThat(solver.solution().finished()).isZero();
            for (int step = 0; step < 512; step++) {
                for (int at = 0; at < SIZE; at++) {
                    assertThat(cell.written[step][at]).isCloseTo(cell.exact[step + 1][at], within(1e-6));
                }
            }
        }
        assertThat(2 * clipped.solution().iterations())
                .as("%s; %s", clipped.solution(), free.solution())
                .isLessThan(free.solution().iterations());
    }

    /// What a state started with may be outside of what steps give.
    @Test
    void theBoxReachesToTheStartWhereItCounts() {
        var box = new StateBox(3).between(0, 1, -1, 1, true).between(1, 1, -1, 1, false);
        double[] states = {3, 3, 3, 2, 2, 2, -5, -5, Double.NaN, 9, Double.NaN, 9};
        box.clip(states, 0, 3);
        assertThat(states[3]).isEqualTo(2);
        assertThat(states[4]).isCloseTo(1, within(1e-4));
        assertThat(states[5]).isEqualTo(2);
        assertThat(states[6]).isCloseTo(-1, within(1e-4));
        assertThat(states[8]).isNaN();
        assertThat(states[9]).isEqualTo(3);
        assertThat(states[10]).isNaN();
        assertThat(states[11]).isEqualTo(9);
        var noNumber = new StateBox(1).between(0, 1, -1, 1, true);
        double[] lost = {Double.NaN, 7};
        noNumber.clip(lost, 0, 1);
        assertThat(lost[1]).isEqualTo(7);
    }

    @Test
    void everyIterationLeavesAResidual() {
        var cell = new Cell(0.9, 100);
        var solver = solver(cell, 50, 20, Double.POSITIVE_INFINITY, 1e-10);
        cell.solve(solver, Slope.NEWTON);
        var residuals = solver.solution().residuals();
        assertThat(solver.solution().firstResidual()).isZero();
        assertThat(residuals.getFirst()).isGreaterThan(0.1);
        assertThat(residuals.getLast()).isLessThanOrEqualTo(1e-10);
        assertThat(residuals.size() - 1).isBetween(1, solver.solution().iterations());
        solver.initial(0, 0, 0);
        solver.initial(0, 1, 0);
        cell.solve(solver, Slope.NEWTON);
        assertThat(solver.solution().residuals()).isEqualTo(residuals);
    }

    /// All slopes are wanted at first, and in a trust region; then those of steps that do not satisfy their equations.
    @Test
    void stepsThatSatisfyTheirEquationsKeepTheirSlopes() {
        var cell = new Cell(0.9, 30);
        var newton = solver(cell, 30, 20, Double.POSITIVE_INFINITY, 1e-10);
        var held = solver(cell, 30, 20, 1e7, 1e-10);
        newton.begin();
        cell.evaluate(newton, Slope.NEWTON);
        assertThat(IntStream.range(0, 30)).allMatch(step -> newton.changes(0, step));
        cell.iterate(newton, Slope.NEWTON, 2);
        cell.evaluate(newton, Slope.NEWTON);
        assertThat(newton.changes(0, 0)).isFalse();
        assertThat(newton.changes(0, 1)).isFalse();
        assertThat(IntStream.range(2, 30)).anyMatch(step -> newton.changes(0, step));
        cell.iterate(held, Slope.NEWTON, 2);
        cell.evaluate(held, Slope.NEWTON);
        assertThat(IntStream.range(0, 30)).allMatch(step -> held.changes(0, step));
    }

    /// Any window gives the loop's numbers, and a chaotic cell in few iterations is finished by its
    /// steps.
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 100, 1000})
    void windowsGiveTheLoop(int window) {
        for (double gain : new double[] {0.9, 3}) {
            var cell = new Cell(gain, 100);
            var solver = solver(cell, window, 8, Double.POSITIVE_INFINITY, 1e-13);
            cell.solve(solver, Slope.NEWTON);
            for (int step = 0; step < 100; step++) {
                for (int at = 0; at < SIZE; at++) {
                    assertThat(cell.written[step][at]).isCloseTo(cell.exact[step + 1][at], within(1e-9));
                }
            }
            assertThat(solver.solution().finished() > 0).isEqualTo(gain > 1 && window > 8);
        }
    }

    @Test
    void withoutIterationsAllStepsAreFoundOneByOne() {
        var cell = new Cell(0.9, 30);
        var solver = solver(cell, 30, 0, Double.POSITIVE_INFINITY, 1e-12);
        cell.solve(solver, Slope.NEWTON);
        assertThat(solver.solution().finished()).isEqualTo(30);
        assertThat(cell.written[29]).containsExactly(cell.exact[30]);
    }

    /// An input that is no number: the steps before it are exact, those from it on are no numbers,
    /// and the solver ends, whatever it solves by (P7).
    @ParameterizedTest
    @EnumSource
    void whatIsNoNumberEndsAndLeavesWhatIsBefore(Slope slope) {
        var cell = new Cell(0.9, 60);
        cell.inputs[20] = new double[] {Double.NaN, 1};
        cell.loop(20);
        cell.solve(solver(cell, 60, 16, Double.POSITIVE_INFINITY, 1e-13), slope);
        for (int step = 0; step < 20; step++) {
            assertThat(cell.written[step]).containsExactly(cell.exact[step + 1], within(1e-11));
        }
        for (int step = 21; step < 60; step++) {
            assertThat(cell.written[step]).containsOnly(Double.NaN);
        }
    }

    /// No number is not near any number, so that nothing settles on it (P7).
    @Test
    void noNumberIsFarFromEveryNumber() {
        assertThat(StateLoops.far(Double.NaN, 1)).isInfinite();
        assertThat(StateLoops.far(1, Double.NaN)).isInfinite();
        assertThat(StateLoops.far(Double.NaN, Double.POSITIVE_INFINITY)).isInfinite();
        assertThat(StateLoops.far(Double.NaN, Double.NaN)).isZero();
    }

    /// Where nothing is near enough, all that iterations do not make exact is found one by one (P3).
    @ParameterizedTest
    @EnumSource
    void aToleranceOfZeroGivesTheLoop(Slope slope) {
        for (double trust : new double[] {Double.POSITIVE_INFINITY, 3}) {
            var cell = new Cell(0.9, 50);
            var solver = solver(cell, 50, 7, trust, 0);
            cell.solve(solver, slope);
            assertThat(solver.solution().iterations()).isEqualTo(7);
            assertThat(solver.solution().finished()).isPositive();
            for (int step = 0; step < 50; step++) {
                assertThat(cell.written[step]).containsExactly(cell.exact[step + 1], within(1e-15));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-6, -0.5, Double.NEGATIVE_INFINITY, Double.NaN})
    void noToleranceIsBelowZero(double tolerance) {
        var cell = new Cell(0.9, 5);
        assertThatThrownBy(() -> solver(cell, 5, 7, Double.POSITIVE_INFINITY, tolerance))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tolerance");
    }

    private static FixedPoint solver(Cell cell, int window, int iterations, double trust, double tolerance) {
        return solver(cell, window, iterations, trust, tolerance, new StateBox(SIZE));
    }

    private static FixedPoint solver(
            Cell cell, int window, int iterations, double trust, double tolerance, StateBox box) {
        return new FixedPoint(
                1,
                cell.steps,
                window,
                SolvedCell.CHUNKS,
                1,
                new AffineScan(SIZE, 1),
                Double.NaN,
                tolerance,
                iterations,
                trust,
                box);
    }

    /// `tanh` gives nothing beyond -1 and 1.
    private static StateBox tanh() {
        return new StateBox(SIZE).between(0, SIZE, -1, 1, false);
    }

    /// A rotation by an angle whose cosine is 0.6, and noise.
    private static final class Cell extends SolvedCell {
        private final double gain;
        private final double[][] inputs;

        Cell(double gain, int steps) {
            super(SIZE, steps);
            this.gain = gain;
            var random = new SplittableRandom(7);
            this.inputs = new double[steps][];
            for (int step = 0; step < steps; step++) {
                inputs[step] = new double[] {random.nextGaussian(), random.nextGaussian()};
            }
            loop(0);
        }

        @Override
        double[] next(int step, double[] s) {
            double x = gain * (0.6 * s[0] - 0.8 * s[1]) + inputs[step][0];
            double y = gain * (0.8 * s[0] + 0.6 * s[1]) + inputs[step][1];
            return new double[] {Math.tanh(x), Math.tanh(y)};
        }

        @Override
        double[][] jacobian(int step, double[] s) {
            var f = next(step, s);
            double[][] turn = {{0.6, -0.8}, {0.8, 0.6}};
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    turn[i][j] *= gain * (1 - f[i] * f[i]);
                }
            }
            return turn;
        }
    }
}
