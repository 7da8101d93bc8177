package dev.weft.runtime.scan;

import dev.weft.runtime.vector.StateLanes;
import java.util.Arrays;

/// Linear recurrences around an iterate, `s[t] = f[t] + A[t] (s[t-1] - is[t-1])`: `f` is what the steps give at
/// the iterate `is`. Where the state before a step stays, the step gives f, to the bit. `lanes` of them lie side by
/// side, each of `size` numbers.
///
/// A step's state is `size * lanes` numbers, number i of all lanes before number i + 1. Its matrix is columns of
/// such numbers, one after the other: whatever the shape, what meets the numbers of a state lies as they do. A
/// whole matrix is `lanes = 1`, a diagonal one `size = 1`.
///
/// How far states move is a linear recurrence, too: `m[t] = A[t] m[t-1] + f[t] - is[t]`. Its steps compose to
/// affine maps. Composition is associative and not commutative; nothing is ever divided, so that a matrix may be 0
/// or singular.
///
/// @param size rows and columns of a lane's matrix
/// @param lanes how many recurrences
/// @param numbers what goes over the numbers of a state
public record AffineScan(int size, int lanes, StateLanes numbers) {
    /// Fewer numbers side by side fill no vector, and are taken one after the other, or over several steps.
    private static final int FEW = 8;

    /// Some lanes of all, from one on.
    ///
    /// @param count how many
    public record Strip(int from, int count) {}

    /// In plain loops.
    public AffineScan(int size, int lanes) {
        this(size, lanes, StateLanes.loops());
    }

    /// Numbers of a state, and of a step's `f`.
    public int width() {
        return size * lanes;
    }

    /// Numbers of a step's matrix.
    public int area() {
        return size * size * lanes;
    }

    /// Where a step's matrix says how number `i` of a lane changes with number `j`.
    public int entry(int i, int j, int lane) {
        return j * width() + i * lanes + lane;
    }

    /// All lanes.
    public Strip all() {
        return new Strip(0, lanes);
    }

    /// Replaces the iterate after `count` steps from step `first` on by their states.
    ///
    /// @param matrices `A` of all steps, one after the other
    /// @param values `f` of all steps
    /// @param states the iterate: the state before step 0, then those after the steps
    /// @param moved how far the state before these steps has moved, and the last one in the end
    /// @param bounds what states are clipped to
    /// @param strip the lanes to go over
    public void apply(
            double[] matrices,
            double[] values,
            double[] states,
            double[] moved,
            int first,
            int count,
            StateBox.Bounds bounds,
            Strip strip) {
        if (size == 1 && lanes < FEW) {
            var at = first * lanes;
            numbers.solve(lanes, count, matrices, at, values, at, states, at + lanes, moved, bounds.low, bounds.high);
            return;
        }
        var next = new double[width()];
        for (var step = first; step < first + count; step++) {
            multiply(matrices, step * area(), moved, 0, values, step * width(), next, 0, strip);
            var after = (step + 1) * width();
            for (var i = 0; i < size; i++) {
                var at = i * lanes + strip.from;
                numbers.move(strip.count, next, at, bounds.low, bounds.high, at, states, after + at, moved, at);
            }
        }
    }

    /// One affine map for how far the state moves over `count` steps from step `first` on, the first step innermost.
    /// An entry beyond all numbers is taken for 0: what has not moved is not to become no number.
    ///
    /// @param matrix receives the matrix
    /// @param offset receives the offset
    public void reduce(
            double[] matrices,
            double[] values,
            double[] states,
            int first,
            int count,
            double[] matrix,
            double[] offset) {
        identity(matrix, offset);
        if (size == 1 && lanes < FEW) {
            reduceFew(matrices, values, states, first, count, matrix, offset);
        } else {
            reduceMany(matrices, values, states, first, count, matrix, offset);
        }
        for (var at = 0; at < area(); at++) {
            if (!Double.isFinite(matrix[at])) {
                matrix[at] = 0;
            }
        }
    }

    /// Lane by lane, with a lane's map at hand.
    private void reduceFew(
            double[] matrices,
            double[] values,
            double[] states,
            int first,
            int count,
            double[] matrix,
            double[] offset) {
        for (var lane = 0; lane < lanes; lane++) {
            var product = 1.0;
            var sum = 0.0;
            for (var at = first * lanes + lane; at < (first + count) * lanes; at += lanes) {
                sum = values[at] - states[at + lanes] + matrices[at] * sum;
                product *= matrices[at];
            }
            matrix[lane] = product;
            offset[lane] = sum;
        }
    }

    private void reduceMany(
            double[] matrices,
            double[] values,
            double[] states,
            int first,
            int count,
            double[] matrix,
            double[] offset) {
        var residual = new double[width()];
        var sum = new double[width()];
        var product = new double[area()];
        for (var step = first; step < first + count; step++) {
            numbers.less(width(), values, step * width(), states, (step + 1) * width(), residual, 0);
            then(matrices, step * area(), residual, 0, matrix, offset, product, sum);
        }
    }

    /// What a map makes of `of`.
    public void follow(double[] matrix, double[] offset, double[] of, double[] to) {
        multiply(matrix, 0, of, 0, offset, 0, to, 0, all());
    }

    /// The map that moves nothing.
    public void identity(double[] matrix, double[] offset) {
        Arrays.fill(offset, 0);
        Arrays.fill(matrix, 0);
        for (var i = 0; i < size; i++) {
            Arrays.fill(matrix, entry(i, i, 0), entry(i, i, 0) + lanes, 1);
        }
    }

    /// Puts a map behind another: `(matrix, offset)` becomes first itself and then the given one.
    ///
    /// @param product room for a matrix
    /// @param sum room for an offset
    public void then(
            double[] matrices,
            int matrixAt,
            double[] offsets,
            int offsetAt,
            double[] matrix,
            double[] offset,
            double[] product,
            double[] sum) {
        multiply(matrices, matrixAt, offset, 0, offsets, offsetAt, sum, 0, all());
        System.arraycopy(sum, 0, offset, 0, width());
        Arrays.fill(sum, 0);
        for (var column = 0; column < size; column++) {
            multiply(matrices, matrixAt, matrix, column * width(), sum, 0, product, column * width(), all());
        }
        System.arraycopy(product, 0, matrix, 0, area());
    }

    /// `to = A of + more`, lane by lane.
    private void multiply(
            double[] a, int aAt, double[] of, int ofAt, double[] more, int moreAt, double[] to, int toAt, Strip strip) {
        if (lanes == 1 && size > 1) {
            numbers.dense(size, a, aAt, of, ofAt, more, moreAt, to, toAt);
            return;
        }
        for (var i = 0; i < size; i++) {
            var row = i * lanes + strip.from;
            numbers.entries(strip.count, a, aAt + row, of, ofAt + strip.from, more, moreAt + row, to, toAt + row);
            for (var j = 1; j < size; j++) {
                numbers.entries(
                        strip.count,
                        a,
                        aAt + j * width() + row,
                        of,
                        ofAt + j * lanes + strip.from,
                        to,
                        toAt + row,
                        to,
                        toAt + row);
            }
        }
    }
}
