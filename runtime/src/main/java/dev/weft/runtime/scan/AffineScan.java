package dev.weft.runtime.scan;

import java.util.Arrays;

/// Linear recurrences `s[t] = A[t] s[t-1] + b[t]`, `lanes` of them side by side, each of `size` numbers.
///
/// A step's state is `size * lanes` numbers, number i of all lanes before number i + 1; its matrix is
/// `size * size` such rows of lanes. A whole matrix is `lanes = 1`, a diagonal one `size = 1`.
///
/// Composition is associative and not commutative; nothing is ever divided, so that a matrix may be 0 or
/// singular.
///
/// @param size rows and columns of a lane's matrix
/// @param lanes how many recurrences
public record AffineScan(int size, int lanes) {
    /// Numbers of a state, and of a step's `b`.
    public int width() {
        return size * lanes;
    }

    /// Numbers of a step's matrix.
    public int area() {
        return size * size * lanes;
    }

    /// States of `count` steps from step `first` on.
    ///
    /// @param matrices `A` of all steps, one after the other
    /// @param offsets `b` of all steps; `to` may be the same array
    /// @param state the state before the first of these steps, and the last one in the end
    /// @param to receives the states
    /// @param at where in `to` the state of step 0 is
    public void apply(double[] matrices, double[] offsets, double[] state, double[] to, int at, int first, int count) {
        var next = new double[width()];
        for (var step = first; step < first + count; step++) {
            System.arraycopy(offsets, step * width(), next, 0, width());
            multiply(matrices, step * area(), state, 0, next, 0, 1);
            System.arraycopy(next, 0, state, 0, width());
            System.arraycopy(next, 0, to, at + step * width(), width());
        }
    }

    /// One affine map for `count` steps from step `first` on, the first step innermost.
    ///
    /// @param matrix receives the matrix
    /// @param offset receives the offset
    public void reduce(double[] matrices, double[] offsets, int first, int count, double[] matrix, double[] offset) {
        identity(matrix, offset);
        var product = new double[area()];
        var sum = new double[width()];
        for (var step = first; step < first + count; step++) {
            then(matrices, step * area(), offsets, step * width(), matrix, offset, product, sum);
        }
    }

    /// The map that changes nothing.
    public void identity(double[] matrix, double[] offset) {
        Arrays.fill(offset, 0);
        Arrays.fill(matrix, 0);
        for (var i = 0; i < size; i++) {
            var from = (i * size + i) * lanes;
            Arrays.fill(matrix, from, from + lanes, 1);
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
        System.arraycopy(offsets, offsetAt, sum, 0, width());
        multiply(matrices, matrixAt, offset, 0, sum, 0, 1);
        Arrays.fill(product, 0);
        multiply(matrices, matrixAt, matrix, 0, product, 0, size);
        System.arraycopy(sum, 0, offset, 0, width());
        System.arraycopy(product, 0, matrix, 0, area());
    }

    /// `to += A * of`, lane by lane, for `columns` columns.
    private void multiply(double[] a, int aAt, double[] of, int ofAt, double[] to, int toAt, int columns) {
        for (var i = 0; i < size; i++) {
            for (var j = 0; j < size; j++) {
                var entry = aAt + (i * size + j) * lanes;
                for (var column = 0; column < columns; column++) {
                    var target = toAt + (i * columns + column) * lanes;
                    var source = ofAt + (j * columns + column) * lanes;
                    for (var lane = 0; lane < lanes; lane++) {
                        to[target + lane] += a[entry + lane] * of[source + lane];
                    }
                }
            }
        }
    }
}
