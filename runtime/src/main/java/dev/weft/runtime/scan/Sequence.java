package dev.weft.runtime.scan;

import dev.weft.runtime.vector.StateLanes;

/// The numbers of one sequence's window: its iterate, what the steps give there, and how that changes. Kernels hand
/// them over row by row; rows of a tile lie `stride` numbers apart.
final class Sequence {
    /// The state before the first step, and the iterate after each.
    final double[] states;

    /// What the steps give at the iterate.
    final double[] values;

    /// How that changes with the states before the steps.
    final double[] slopes;

    /// How far each step's state is from its equation.
    final double[] residuals;

    /// Whether nothing is left to do in the window.
    boolean settled;

    /// Whether the window is kept in a trust region.
    boolean held;

    private final AffineScan scan;
    private final StateLanes numbers;

    Sequence(AffineScan scan, int window) {
        this.scan = scan;
        this.numbers = scan.numbers();
        this.states = new double[Math.multiplyExact(window + 1, scan.width())];
        this.values = new double[Math.multiplyExact(window, scan.width())];
        this.slopes = new double[Math.multiplyExact(window, scan.area())];
        this.residuals = new double[window];
    }

    void before(int step, int rows, int at, int count, float[] to, int start, int stride) {
        for (int row = 0; row < rows; row++) {
            int from = (step + row) * scan.width() + at;
            for (int d = 0; d < count; d++) {
                to[start + row * stride + d] = (float) states[from + d];
            }
        }
    }

    void before(int step, int rows, int at, int count, double[] to, int start, int stride) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(states, (step + row) * scan.width() + at, to, start + row * stride, count);
        }
    }

    /// Takes rows into `to`, one `apart` numbers from the other.
    void take(double[] to, int at, int apart, int rows, int count, float[] from, int start, int stride) {
        for (int row = 0; row < rows; row++) {
            numbers.take(count, from, start + row * stride, to, at + row * apart);
        }
    }

    void take(double[] to, int at, int apart, int rows, int count, double[] from, int start, int stride) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, start + row * stride, to, at + row * apart, count);
        }
    }

    /// The same for slopes, of which those that are not finite are taken for 0.
    void slopes(int at, int apart, int rows, int count, float[] from, int start, int stride) {
        for (int row = 0; row < rows; row++) {
            numbers.takeFinite(count, from, start + row * stride, slopes, at + row * apart);
        }
    }

    void slopes(int at, int apart, int rows, int count, double[] from, int start, int stride) {
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < count; d++) {
                double number = from[start + row * stride + d];
                slopes[at + row * apart + d] = Double.isFinite(number) ? number : 0;
            }
        }
    }

    /// Compares the iterate after some steps with what they give.
    void compare(int from, int many) {
        int width = scan.width();
        for (int step = from; step < from + many; step++) {
            residuals[step] = numbers.farthest(width, states, (step + 1) * width, values, step * width);
        }
    }

    /// The first of `count` steps whose residual is more, or no number; `count` if none is.
    int firstAbove(double most, int count) {
        int step = 0;
        while (step < count && residuals[step] <= most) {
            step++;
        }
        return step;
    }

    /// The largest residual of the first steps.
    double farthest(int count) {
        double far = 0;
        for (int step = 0; step < count; step++) {
            far = Math.max(far, residuals[step]);
        }
        return far;
    }
}
