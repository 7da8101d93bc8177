package dev.weft.runtime.math;

import java.util.Arrays;

/// Matrix products as plain loops, for machines without vectors and for double precision.
///
/// `C[r][n] (+)= sum over k of A[r][k] * B[k][n]`: A and C row by row, `aRow` and `cRow` elements apart;
/// B in panels of 64 columns, an array for each of their rows, and `bAt` counted in elements. C2 makes
/// vectors of a loop over arrays that all have the same index, and of none that reads at different
/// distances: sums are therefore added up in an array of their own, `line`, of 64 elements.
public final class PlainProducts {
    private static final int PANEL = 64;

    private PlainProducts() {}

    /// C[rows][64] = A[rows][depth] * B[depth][64].
    public static void product(
            float[] a,
            int aAt,
            int aRow,
            float[][] b,
            int bAt,
            float[] c,
            int cAt,
            int cRow,
            int rows,
            int depth,
            float[] line) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(line, 0, PANEL, 0);
            addUp(a, aAt + r * aRow, b, bAt / PANEL, depth, line);
            System.arraycopy(line, 0, c, cAt + r * cRow, PANEL);
        }
    }

    /// C[rows][64] += A[rows][depth] * B[depth][64].
    public static void accumulate(
            float[] a,
            int aAt,
            int aRow,
            float[][] b,
            int bAt,
            float[] c,
            int cAt,
            int cRow,
            int rows,
            int depth,
            float[] line) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(c, cAt + r * cRow, line, 0, PANEL);
            addUp(a, aAt + r * aRow, b, bAt / PANEL, depth, line);
            System.arraycopy(line, 0, c, cAt + r * cRow, PANEL);
        }
    }

    /// C[rows][columns] = A[rows][depth] * B, panel after panel; what C has behind the columns is
    /// undefined.
    public static void multiply(
            float[] a,
            int aAt,
            int aRow,
            float[][] b,
            float[] c,
            int cAt,
            int cRow,
            int rows,
            int depth,
            int columns,
            float[] line) {
        for (int n = 0; n < columns; n += PANEL) {
            product(a, aAt, aRow, b, n * depth, c, cAt + n, cRow, rows, depth, line);
        }
    }

    /// Four terms at a time, so that the sums are loaded and stored less often.
    private static void addUp(float[] a, int aAt, float[][] b, int first, int depth, float[] line) {
        int k = 0;
        for (; k <= depth - 4; k += 4) {
            float x0 = a[aAt + k];
            float x1 = a[aAt + k + 1];
            float x2 = a[aAt + k + 2];
            float x3 = a[aAt + k + 3];
            float[] b0 = b[first + k];
            float[] b1 = b[first + k + 1];
            float[] b2 = b[first + k + 2];
            float[] b3 = b[first + k + 3];
            for (int n = 0; n < PANEL; n++) {
                line[n] += x0 * b0[n] + x1 * b1[n] + x2 * b2[n] + x3 * b3[n];
            }
        }
        for (; k < depth; k++) {
            float x = a[aAt + k];
            float[] b0 = b[first + k];
            for (int n = 0; n < PANEL; n++) {
                line[n] += x * b0[n];
            }
        }
    }

    /// C[rows][64] = A[rows][depth] * B[depth][64].
    public static void product(
            double[] a,
            int aAt,
            int aRow,
            double[][] b,
            int bAt,
            double[] c,
            int cAt,
            int cRow,
            int rows,
            int depth,
            double[] line) {
        for (int r = 0; r < rows; r++) {
            Arrays.fill(line, 0, PANEL, 0);
            addUp(a, aAt + r * aRow, b, bAt / PANEL, depth, line);
            System.arraycopy(line, 0, c, cAt + r * cRow, PANEL);
        }
    }

    /// C[rows][64] += A[rows][depth] * B[depth][64].
    public static void accumulate(
            double[] a,
            int aAt,
            int aRow,
            double[][] b,
            int bAt,
            double[] c,
            int cAt,
            int cRow,
            int rows,
            int depth,
            double[] line) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(c, cAt + r * cRow, line, 0, PANEL);
            addUp(a, aAt + r * aRow, b, bAt / PANEL, depth, line);
            System.arraycopy(line, 0, c, cAt + r * cRow, PANEL);
        }
    }

    /// C[rows][columns] = A[rows][depth] * B, panel after panel; what C has behind the columns is
    /// undefined.
    public static void multiply(
            double[] a,
            int aAt,
            int aRow,
            double[][] b,
            double[] c,
            int cAt,
            int cRow,
            int rows,
            int depth,
            int columns,
            double[] line) {
        for (int n = 0; n < columns; n += PANEL) {
            product(a, aAt, aRow, b, n * depth, c, cAt + n, cRow, rows, depth, line);
        }
    }

    /// Four terms at a time, so that the sums are loaded and stored less often.
    private static void addUp(double[] a, int aAt, double[][] b, int first, int depth, double[] line) {
        int k = 0;
        for (; k <= depth - 4; k += 4) {
            double x0 = a[aAt + k];
            double x1 = a[aAt + k + 1];
            double x2 = a[aAt + k + 2];
            double x3 = a[aAt + k + 3];
            double[] b0 = b[first + k];
            double[] b1 = b[first + k + 1];
            double[] b2 = b[first + k + 2];
            double[] b3 = b[first + k + 3];
            for (int n = 0; n < PANEL; n++) {
                line[n] += x0 * b0[n] + x1 * b1[n] + x2 * b2[n] + x3 * b3[n];
            }
        }
        for (; k < depth; k++) {
            double x = a[aAt + k];
            double[] b0 = b[first + k];
            for (int n = 0; n < PANEL; n++) {
                line[n] += x * b0[n];
            }
        }
    }
}
