package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.kernels.nystrom.Cross;
import dev.weft.kernels.nystrom.NystromAttention;
import dev.weft.runtime.BindException;
import dev.weft.runtime.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nyström attention against plain loops over matrices in double precision, and where it is exact.
final class NystromTest {
    private static double[][] product(double[][] x, double[][] y) {
        var product = new double[x.length][y[0].length];
        for (int r = 0; r < x.length; r++) {
            for (int c = 0; c < y[0].length; c++) {
                for (int n = 0; n < y.length; n++) {
                    product[r][c] += x[r][n] * y[n][c];
                }
            }
        }
        return product;
    }

    /// `s I - x`
    private static double[][] off(double s, double[][] x) {
        var off = new double[x.length][x.length];
        for (int r = 0; r < x.length; r++) {
            for (int c = 0; c < x.length; c++) {
                off[r][c] = (r == c ? s : 0) - x[r][c];
            }
        }
        return off;
    }

    private static double[][] softmax(double[][] q, double[][] k) {
        var weights = new double[q.length][k.length];
        for (int r = 0; r < q.length; r++) {
            double sum = 0;
            for (int c = 0; c < k.length; c++) {
                for (int d = 0; d < q[0].length; d++) {
                    weights[r][c] += q[r][d] * k[c][d];
                }
                weights[r][c] = Math.exp(weights[r][c] / Math.sqrt(q[0].length));
                sum += weights[r][c];
            }
            for (int c = 0; c < k.length; c++) {
                weights[r][c] /= sum;
            }
        }
        return weights;
    }

    private static double[][] means(double[][] x, int segments) {
        int length = x.length / segments;
        var means = new double[segments][x[0].length];
        for (int r = 0; r < x.length; r++) {
            for (int d = 0; d < x[0].length; d++) {
                means[r / length][d] += x[r][d] / length;
            }
        }
        return means;
    }

    /// As the paper's equation has it.
    private static double[][] pseudoInverse(double[][] a, int steps) {
        double rows = 0;
        double columns = 0;
        for (int r = 0; r < a.length; r++) {
            double row = 0;
            double column = 0;
            for (int c = 0; c < a.length; c++) {
                row += a[r][c];
                column += a[c][r];
            }
            rows = Math.max(rows, row);
            columns = Math.max(columns, column);
        }
        var z = new double[a.length][a.length];
        for (int r = 0; r < a.length; r++) {
            for (int c = 0; c < a.length; c++) {
                z[r][c] = a[c][r] / (rows * columns);
            }
        }
        for (int step = 0; step < steps; step++) {
            var x = product(a, z);
            z = product(z, off(13, product(x, off(15, product(x, off(7, x))))));
            for (var row : z) {
                for (int c = 0; c < row.length; c++) {
                    row[c] /= 4;
                }
            }
        }
        return z;
    }

    private static double[][] matrix(dev.weft.runtime.Tensor tensor, int head, int rows, int columns) {
        var matrix = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                matrix[r][c] = tensor.get(((long) head * rows + r) * columns + c);
            }
        }
        return matrix;
    }

    @Test
    void itIsItsEquationWithAsManySteps() {
        int n = 60;
        int l = 12;
        int d = 16;
        int e = 10;
        for (int steps : new int[] {0, 1, 6}) {
            for (var device : List.of(Device.jvm(2), Device.tornado())) {
                try (var q = Numbers.normal(1, 1, 2, n, d);
                        var k = Numbers.normal(2, 1, 2, n, d);
                        var v = Numbers.normal(3, 1, 2, n, e);
                        var o = Numbers.zeros(1, 2, n, e);
                        var attention =
                                NystromAttention.on(device, new NystromAttention.Sizes(1, 2, n, l, d, e, steps))) {
                    attention.run(q, k, v, o);
                    for (int head = 0; head < 2; head++) {
                        var qs = matrix(q, head, n, d);
                        var ks = matrix(k, head, n, d);
                        var a = softmax(means(qs, l), means(ks, l));
                        var right = product(softmax(means(qs, l), ks), matrix(v, head, n, e));
                        var wanted = product(softmax(qs, means(ks, l)), product(pseudoInverse(a, steps), right));
                        for (int i = 0; i < n; i++) {
                            for (int c = 0; c < e; c++) {
                                assertThat(o.get(o.offset(0, head, i, c)))
                                        .isCloseTo(wanted[i][c], within(2e-3 * Math.max(1, Math.abs(wanted[i][c]))));
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void withAsManyLandmarksAsTokensItIsAttention() {
        int n = 16;
        // Queries that look at themselves above all: the matrix of weights is easily inverted.
        try (var q = Numbers.of(at -> at / n == at % n ? 3 : 0, 1, 1, n, n);
                var v = Numbers.normal(3, 1, 1, n, n);
                var o = Numbers.zeros(1, 1, n, n);
                var exact = Numbers.zeros(1, 1, n, n);
                var attention = NystromAttention.on(Device.jvm(1), new NystromAttention.Sizes(1, 1, n, n, n, n));
                var cross = Cross.on(Device.jvm(1)).plan(new Cross.Sizes(1, 1, n, n, n, n))) {
            attention.run(q, q, v, o);
            cross.run(q, q, v, exact);
            Numbers.assertClose(o, exact, 1e-4);
        }
    }

    @Test
    void segmentsAreOfEqualLength() {
        assertThatThrownBy(() -> NystromAttention.on(Device.jvm(1), new NystromAttention.Sizes(1, 1, 10, 3, 4, 4)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("N mod L == 0");
        assertThatThrownBy(() -> new NystromAttention.Sizes(1, 1, 9, 3, 4, 4, -1))
                .hasMessage("steps is -1, but steps count from 0 up");
    }
}
