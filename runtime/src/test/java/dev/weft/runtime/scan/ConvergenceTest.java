package dev.weft.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.scan.SolvedCell.Slope;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// How many iterations cells that forget take, whatever the number of their steps (P3).
final class ConvergenceTest {
    private static final int SIZE = 8;
    private static final double TOLERANCE = 1e-8;
    private static final int MOST = 200;

    /// Elman and GRU cells with orthogonal matrices: Newton's method takes 5 iterations at most.
    @Test
    void iterationsDoNotGrowWithSteps() {
        for (boolean gated : new boolean[] {false, true}) {
            int[][] taken = new int[3][];
            int[] lengths = {256, 1024, 4096};
            for (int n = 0; n < lengths.length; n++) {
                var cell = gated ? new Gru(lengths[n]) : new Elman(0.9, 0, lengths[n]);
                taken[n] = new int[] {iterations(cell, Slope.NEWTON), iterations(cell, Slope.JACOBI)};
                assertThat(taken[n][0]).as("Newton of %d steps", lengths[n]).isLessThanOrEqualTo(5);
                assertThat(Math.abs(taken[n][0] - taken[0][0])).isLessThanOrEqualTo(1);
                // As many as the slowest stretch takes, of which there may be a slower one among more steps.
                assertThat(taken[n][1]).as(Arrays.toString(taken[n])).isBetween(taken[n][0] + 1, taken[0][1] * 5 / 4);
            }
        }
    }

    /// Where the diagonal is most of the Jacobian, to know it alone helps: less than all of it, more than nothing.
    @Test
    void quasiNewtonLiesBetween() {
        for (int steps : new int[] {256, 1024}) {
            var cell = new Elman(0.3, 0.5, steps);
            int newton = iterations(cell, Slope.NEWTON);
            int quasi = iterations(cell, Slope.QUASI);
            assertThat(quasi).isBetween(newton + 1, iterations(cell, Slope.JACOBI) - 1);
        }
    }

    /// The less a cell forgets, the more iterations Jacobi's method takes, and at no time does its exact front
    /// go back.
    @Test
    void jacobiSlowsDownWithTheNorm() {
        int before = 0;
        for (double norm : List.of(0.2, 0.4, 0.6, 0.8, 0.95)) {
            var cell = new Elman(norm, 0, 512);
            int taken = iterations(cell, Slope.JACOBI);
            assertThat(taken).as("norm %s", norm).isGreaterThan(before);
            before = taken;
            int front = 0;
            for (int iterations = 1; iterations <= 12; iterations++) {
                var solver = solver(cell, 0);
                cell.iterate(solver, Slope.JACOBI, iterations);
                int exact = front(cell, solver);
                assertThat(exact).isGreaterThanOrEqualTo(Math.max(front, iterations));
                front = exact;
            }
        }
    }

    /// The largest error shrinks by the norm of the Jacobian at least, from iteration to iteration (P4).
    @Test
    void jacobiErrorsShrinkByTheNorm() {
        var cell = new Elman(0.7, 0, 256);
        double before = Double.POSITIVE_INFINITY;
        for (int iterations = 1; iterations <= 20; iterations++) {
            var solver = solver(cell, 0);
            cell.iterate(solver, Slope.JACOBI, iterations);
            double error = error(cell, solver);
            assertThat(error).as("after %d", iterations).isLessThanOrEqualTo(0.7 * before);
            before = error;
        }
    }

    /// Diagonal cells that start with small weights: three iterations are good to f32, four to f64.
    @Test
    void diagonalCellsTakeFour() {
        var cell = new DiagonalGru(4096);
        for (int iterations : new int[] {3, 4}) {
            var solver = solver(cell, 0);
            cell.iterate(solver, Slope.NEWTON, iterations);
            assertThat(cell.furthest(solver, cell.steps))
                    .as("after %d", iterations)
                    .isLessThan(iterations == 3 ? 1e-7 : 1e-14);
        }
    }

    private static FixedPoint solver(SolvedCell cell, double tolerance) {
        return new FixedPoint(
                1,
                cell.steps,
                cell.steps,
                SolvedCell.CHUNKS,
                1,
                cell.scan(),
                Double.NaN,
                tolerance,
                MOST,
                Double.POSITIVE_INFINITY,
                new StateBox(SIZE));
    }

    private static int iterations(SolvedCell cell, Slope slope) {
        var solver = solver(cell, TOLERANCE);
        cell.solve(solver, slope);
        assertThat(solver.solution().finished()).isZero();
        return solver.solution().iterations();
    }

    /// Steps from the front that are exact.
    private static int front(SolvedCell cell, FixedPoint solver) {
        int front = 0;
        while (front < cell.steps && cell.furthest(solver, front + 1) == 0) {
            front++;
        }
        return front;
    }

    /// The largest Euclidean distance of a state from the loop's.
    private static double error(SolvedCell cell, FixedPoint solver) {
        double largest = 0;
        for (int step = 1; step <= cell.steps; step++) {
            double squares = 0;
            for (int at = 0; at < SIZE; at++) {
                double far = cell.before(solver, step)[at] - cell.exact[step][at];
                squares += far * far;
            }
            largest = Math.max(largest, Math.sqrt(squares));
        }
        return largest;
    }

    private static double[][] noise(SplittableRandom random, int rows) {
        var noise = new double[rows][SIZE];
        for (var row : noise) {
            Arrays.setAll(row, _ -> random.nextGaussian());
        }
        return noise;
    }

    /// A matrix whose rows are orthogonal and of one length.
    private static double[][] orthogonal(SplittableRandom random, double length) {
        var rows = noise(random, SIZE);
        for (int i = 0; i < SIZE; i++) {
            for (int k = 0; k < i; k++) {
                double along = dot(rows[i], rows[k]) / dot(rows[k], rows[k]);
                for (int j = 0; j < SIZE; j++) {
                    rows[i][j] -= along * rows[k][j];
                }
            }
        }
        for (var row : rows) {
            double scale = length / Math.sqrt(dot(row, row));
            Arrays.setAll(row, j -> scale * row[j]);
        }
        return rows;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /// `h' = tanh(U h + x)`, U orthogonal but for its norm, and with something more on its diagonal.
    private static final class Elman extends SolvedCell {
        private final double[][] u;
        private final double[][] x;

        Elman(double norm, double diagonal, int steps) {
            super(SIZE, steps);
            var random = new SplittableRandom(11);
            u = orthogonal(random, norm);
            for (int i = 0; i < SIZE; i++) {
                u[i][i] += diagonal;
            }
            x = noise(random, steps);
            loop(0);
        }

        @Override
        double[] next(int step, double[] h) {
            var next = new double[SIZE];
            Arrays.setAll(next, i -> Math.tanh(dot(u[i], h) + x[step][i]));
            return next;
        }

        /// Equation (34).
        @Override
        double[][] jacobian(int step, double[] h) {
            var next = next(step, h);
            var jacobian = new double[SIZE][SIZE];
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    jacobian[i][j] = (1 - next[i] * next[i]) * u[i][j];
                }
            }
            return jacobian;
        }
    }

    /// A GRU with orthogonal matrices, the reset gate behind the product.
    private static final class Gru extends SolvedCell {
        private final double[][][] u;
        private final double[][][] x;

        Gru(int steps) {
            super(SIZE, steps);
            var random = new SplittableRandom(12);
            u = new double[][][] {orthogonal(random, 1), orthogonal(random, 1), orthogonal(random, 1)};
            x = new double[][][] {noise(random, steps), noise(random, steps), noise(random, steps)};
            loop(0);
        }

        private double gate(int gate, int step, double[] h, int i) {
            return sigmoid(dot(u[gate][i], h) + x[gate][step][i]);
        }

        @Override
        double[] next(int step, double[] h) {
            var next = new double[SIZE];
            Arrays.setAll(next, i -> {
                double z = gate(1, step, h, i);
                double n = Math.tanh(gate(0, step, h, i) * dot(u[2][i], h) + x[2][step][i]);
                return (1 - z) * n + z * h[i];
            });
            return next;
        }

        /// Equation (35).
        @Override
        double[][] jacobian(int step, double[] h) {
            var jacobian = new double[SIZE][SIZE];
            for (int i = 0; i < SIZE; i++) {
                double r = gate(0, step, h, i);
                double z = gate(1, step, h, i);
                double p = dot(u[2][i], h);
                double n = Math.tanh(r * p + x[2][step][i]);
                for (int j = 0; j < SIZE; j++) {
                    double inner = r * u[2][i][j] + p * r * (1 - r) * u[0][i][j];
                    jacobian[i][j] = (h[i] - n) * z * (1 - z) * u[1][i][j] + (1 - z) * (1 - n * n) * inner;
                }
                jacobian[i][i] += z;
            }
            return jacobian;
        }
    }

    /// Equation (36) with small weights.
    private static final class DiagonalGru extends SolvedCell {
        private final double[][] a;
        private final double[][][] x;

        DiagonalGru(int steps) {
            super(SIZE, steps);
            var random = new SplittableRandom(13);
            a = noise(random, 3);
            for (var row : a) {
                Arrays.setAll(row, i -> 2 / Math.sqrt(5.0 * 64) * row[i]);
            }
            x = new double[][][] {noise(random, steps), noise(random, steps), noise(random, steps)};
            loop(0);
        }

        @Override
        boolean isDiagonal() {
            return true;
        }

        @Override
        double[] next(int step, double[] h) {
            var next = new double[SIZE];
            Arrays.setAll(next, i -> {
                double z = sigmoid(a[0][i] * h[i] + x[0][step][i]);
                double r = sigmoid(a[1][i] * h[i] + x[1][step][i]);
                return z * Math.tanh(a[2][i] * h[i] * r + x[2][step][i]) + (1 - z) * h[i];
            });
            return next;
        }

        @Override
        double[][] jacobian(int step, double[] h) {
            var jacobian = new double[SIZE][SIZE];
            for (int i = 0; i < SIZE; i++) {
                double z = sigmoid(a[0][i] * h[i] + x[0][step][i]);
                double r = sigmoid(a[1][i] * h[i] + x[1][step][i]);
                double c = Math.tanh(a[2][i] * h[i] * r + x[2][step][i]);
                jacobian[i][i] = (1 - z)
                        + (c - h[i]) * z * (1 - z) * a[0][i]
                        + z * (1 - c * c) * a[2][i] * (r + h[i] * r * (1 - r) * a[1][i]);
            }
            return jacobian;
        }
    }
}
