package dev.weft.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.scan.FixedPoint.Turn;

/// A recurrence that a [FixedPoint] solves as a generated kernel would have it do, beside its plain loop.
abstract class SolvedCell {
    /// Chunks of a window's linear recurrence.
    static final int CHUNKS = 3;

    /// Which matrix stands for the derivative.
    enum Slope {
        NEWTON,
        QUASI,
        HALF,
        JACOBI,
        PICARD,
        CONSTANT,
        NOT_FINITE;

        private double of(int step, int i, int j, double jacobian) {
            double one = i == j ? 1 : 0;
            return switch (this) {
                case NEWTON -> jacobian;
                case QUASI -> one * jacobian;
                case HALF -> jacobian / 2;
                case JACOBI -> 0;
                case PICARD -> one;
                case CONSTANT -> i <= j ? 0.24 : -0.18;
                case NOT_FINITE -> step % 3 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
            };
        }
    }

    final int steps;

    /// The loop's states: the one before the first step, and those after the steps.
    final double[][] exact;

    /// What the solver gave for each step.
    final double[][] written;

    private final int size;

    /// @param size numbers of a state, which is 0 before the first step
    SolvedCell(int size, int steps) {
        this.size = size;
        this.steps = steps;
        this.exact = new double[steps + 1][size];
        this.written = new double[steps][size];
    }

    /// Whether every number is a recurrence of its own, so that the solver knows the diagonal alone.
    boolean isDiagonal() {
        return false;
    }

    /// The shape of its linear recurrence.
    final AffineScan scan() {
        return isDiagonal() ? new AffineScan(1, size) : new AffineScan(size, 1);
    }

    /// The state after a step.
    abstract double[] next(int step, double[] state);

    /// How that changes with the state.
    abstract double[][] jacobian(int step, double[] state);

    /// Goes through the loop from a step on.
    final void loop(int from) {
        for (int step = from; step < steps; step++) {
            exact[step + 1] = next(step, exact[step]);
        }
    }

    /// The iterate before a step, or after the last one.
    final double[] before(FixedPoint solver, int step) {
        var state = new double[size];
        solver.before(0, step, 1, 0, size, state, 0, size);
        return state;
    }

    /// All steps at the iterate, and the slopes of those that want them.
    final void evaluate(FixedPoint solver, Slope slope) {
        for (int step = 0; step < solver.count(); step++) {
            var state = before(solver, step);
            var value = next(solver.first() + step, state);
            var jacobian = jacobian(solver.first() + step, state);
            solver.values(0, step, 1, 0, size, value, 0, size);
            solver.compare(0, step, 1);
            if (!solver.changes(0, step)) {
                continue;
            }
            var slopes = new double[size * size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    slopes[j * size + i] = slope.of(step, i, j, jacobian[i][j]);
                }
            }
            if (isDiagonal()) {
                solver.diagonal(0, step, 0, 0, 0, size, slopes, 0, size);
            } else {
                solver.columns(0, step, 0, 0, size, size, slopes, 0, size);
            }
        }
    }

    private static void next(FixedPoint solver) {
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            solver.reduce(chunk);
        }
        solver.combine();
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            solver.apply(chunk);
        }
    }

    /// So many iterations over the first window.
    final void iterate(FixedPoint solver, Slope slope, int iterations) {
        solver.begin();
        for (int n = 0; n < iterations; n++) {
            evaluate(solver, slope);
            assertThat(solver.evaluated()).isIn(Turn.SOLVE, Turn.WRITE);
            next(solver);
        }
    }

    /// How far the first states of the iterate are from the loop's.
    final double furthest(FixedPoint solver, int count) {
        double far = 0;
        for (int step = 1; step <= count; step++) {
            var state = before(solver, step);
            for (int at = 0; at < size; at++) {
                far = Math.max(far, Math.abs(state[at] - exact[step][at]));
            }
        }
        return far;
    }

    /// All windows.
    final void solve(FixedPoint solver, Slope slope) {
        solver.begin();
        var turn = Turn.EVALUATE;
        while (turn != Turn.END) {
            evaluate(solver, slope);
            turn = solver.evaluated();
            if (turn == Turn.SOLVE) {
                next(solver);
                continue;
            }
            if (turn == Turn.FINISH) {
                finish(solver);
            }
            for (int step = 0; step < solver.count(); step++) {
                written[solver.first() + step] = next(solver.first() + step, before(solver, step));
            }
            turn = solver.written();
        }
    }

    private void finish(FixedPoint solver) {
        for (int step = solver.firstOpen(0); step < solver.count(); step++) {
            var state = next(solver.first() + step, before(solver, step));
            solver.found(0, step, 0, size, state);
        }
        solver.finished();
    }
}
