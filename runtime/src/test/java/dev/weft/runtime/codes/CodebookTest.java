package dev.weft.runtime.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The nearest code, whatever the sizes.
class CodebookTest {
    static float[] normal(long seed, int count) {
        var random = new Random(seed);
        var all = new float[count];
        for (int e = 0; e < count; e++) {
            all[e] = (float) random.nextGaussian();
        }
        return all;
    }

    /// The arithmetic that `nearest` promises, entry after entry.
    private static int promised(float[] codes, int depth, float[] x, int at) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int s = 0; s < codes.length / depth; s++) {
            float norm = 0;
            for (int d = 0; d < depth; d++) {
                norm = Math.fma(codes[s * depth + d], codes[s * depth + d], norm);
            }
            float score = -norm / 2;
            for (int d = 0; d < depth; d++) {
                score = Math.fma(x[at + d], codes[s * depth + d], score);
            }
            if (score > most) {
                most = score;
                best = s;
            }
        }
        return best;
    }

    @Test
    void everyCodeIsTheOneThatTheArithmeticPromises() {
        for (int depth : new int[] {1, 3, 8, 20, 64}) {
            for (int count : new int[] {1, 2, 31, 33, 130}) {
                var rows = normal(depth * 1000L + count, count * depth);
                var vectors = normal(count, 71 * depth);
                var codes = Codebook.of(rows, count, depth).nearest(vectors);
                for (int n = 0; n < 71; n++) {
                    assertThat(codes[n]).isEqualTo(promised(rows, depth, vectors, n * depth));
                }
            }
        }
    }

    @Test
    void tiesGoToTheLowestCode() {
        var book = Codebook.of(new float[] {9, 9, 1, 0, 0, 1, 1, 0}, 4, 2);
        assertThat(book.nearest(new float[] {2, 2, 1, 0, 0, 1})).containsExactly(1, 1, 2);
    }

    @Test
    void codesAreTheirOwnNearest() {
        var rows = normal(3, 40 * 6);
        var book = Codebook.of(rows, 40, 6);
        var codes = book.nearest(rows);
        for (int s = 0; s < 40; s++) {
            assertThat(codes[s]).isEqualTo(s);
        }
        assertThat(book.distortion(rows)).isZero();
        assertThat(book.usage(codes)).containsOnly(1);
    }

    @Test
    void whatIsNoNumberIsNamed() {
        var book = Codebook.of(normal(1, 12), 4, 3);
        var vectors = normal(2, 15);
        vectors[10] = Float.NaN;
        assertThatThrownBy(() -> book.nearest(vectors))
                .hasMessage(
                        "`nearest` finds no code: vector 3 holds NaN or a number without bound. Cure: pass finite vectors");
        vectors[10] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> book.nearest(vectors)).hasMessageContaining("vector 3 ");
        var rows = normal(1, 12);
        rows[7] = Float.NaN;
        assertThatThrownBy(() -> Codebook.of(rows, 4, 3))
                .hasMessage("code 2 holds NaN in entry 1: all entries must be finite");
    }

    @Test
    void anEmptyCodebookAndWrongLengthsAreNamed() {
        assertThatThrownBy(() -> Codebook.of(new float[0], 0, 3))
                .hasMessage("a codebook of 0 codes with 3 entries is empty: give it at least one of each");
        assertThatThrownBy(() -> Codebook.of(new float[7], 2, 3))
                .hasMessage("the codebook: 7 numbers, but 2 vectors of 3 entries need 6");
        assertThatThrownBy(() -> Codebook.of(new float[6], 2, 3).nearest(new float[7]))
                .hasMessage("the vectors: 7 numbers are no whole vectors of 3 entries");
    }
}
