package dev.weft.runtime.vector.microkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProductsTest {
    @FunctionalInterface
    interface Multiply {
        void run(
                float[] a,
                int aAt,
                int aRow,
                float[] b,
                float[] c,
                int cAt,
                int cRow,
                int rows,
                int depth,
                int columns);
    }

    record Width(int bits, int panel, Multiply multiply) {
        @Override
        public String toString() {
            return bits + " bits";
        }
    }

    static List<Width> widths() {
        return List.of(
                new Width(128, Products128.PANEL, Matrices128::multiply),
                new Width(256, Products256.PANEL, Matrices256::multiply),
                new Width(512, Products512.PANEL, Matrices512::multiply));
    }

    @ParameterizedTest
    @MethodSource("widths")
    void areWhatSumsAre(Width width) {
        for (int rows : List.of(1, 2, 3, 7, 13)) {
            for (int columns : List.of(1, width.panel() / 4, width.panel(), 2 * width.panel() + 3)) {
                compare(width, rows, 11, columns);
            }
        }
    }

    private static void compare(Width width, int rows, int depth, int columns) {
        int panel = width.panel();
        int padded = Math.ceilDiv(columns, panel) * panel;
        var random = new Random(rows + columns);
        var a = numbers(random, rows * depth);
        var b = numbers(random, padded * depth);
        var c = new float[rows * padded];
        width.multiply().run(a, 0, depth, b, c, 0, padded, rows, depth, columns);
        for (int r = 0; r < rows; r++) {
            for (int n = 0; n < columns; n++) {
                double sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum += a[r * depth + k] * b[n / panel * panel * depth + k * panel + n % panel];
                }
                assertThat((double) c[r * padded + n])
                        .describedAs("row %d of %d, column %d of %d", r, rows, n, columns)
                        .isCloseTo(sum, within(1e-5));
            }
        }
    }

    private static float[] numbers(Random random, int count) {
        var numbers = new float[count];
        for (int n = 0; n < count; n++) {
            numbers[n] = random.nextFloat() * 2 - 1;
        }
        return numbers;
    }
}
