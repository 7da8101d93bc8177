package dev.weft.runtime.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainProductsTest {
    private static final int PANEL = 64;

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,4,64", "2,7,65", "5,9,130"})
    void areWhatSumsAre(int rows, int depth, int columns) {
        int padded = Math.ceilDiv(columns, PANEL) * PANEL;
        var a = new double[rows * depth];
        var b = new double[padded / PANEL * depth][PANEL];
        for (int n = 0; n < a.length; n++) {
            a[n] = n % 11 - 5;
        }
        for (int n = 0; n < b.length * PANEL; n++) {
            b[n / PANEL][n % PANEL] = n % 7 - 3;
        }
        var c = new double[rows * padded];
        PlainProducts.multiply(a, 0, depth, b, c, 0, padded, rows, depth, columns, new double[PANEL]);
        var floats = new float[c.length];
        PlainProducts.multiply(
                floats(a), 0, depth, floats(b), floats, 0, padded, rows, depth, columns, new float[PANEL]);
        var twice = c.clone();
        PlainProducts.accumulate(a, 0, depth, b, 0, twice, 0, padded, rows, depth, new double[PANEL]);
        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < columns; n++) {
                double sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum += a[r * depth + k] * b[n / PANEL * depth + k][n % PANEL];
                }
                int at = r * padded + n;
                assertThat(c[at]).isCloseTo(sum, within(1e-12));
                assertThat((double) floats[at]).isCloseTo(sum, within(1e-4));
                assertThat(twice[at]).isCloseTo(n < PANEL ? 2 * sum : sum, within(1e-12));
            }
        }
    }

    private static float[] floats(double[] of) {
        var floats = new float[of.length];
        for (int n = 0; n < of.length; n++) {
            floats[n] = (float) of[n];
        }
        return floats;
    }

    private static float[][] floats(double[][] of) {
        var floats = new float[of.length][];
        for (int n = 0; n < of.length; n++) {
            floats[n] = floats(of[n]);
        }
        return floats;
    }
}
