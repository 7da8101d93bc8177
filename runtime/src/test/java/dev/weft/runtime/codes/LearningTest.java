package dev.weft.runtime.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Codebooks that are learned.
class LearningTest {
    private static final float[] KEYS = CodebookTest.normal(11, 600 * 5);

    @Test
    void distortionNeverRisesFromStepToStep() {
        var codes = KMeans.initial(KEYS, 5, 32, 4);
        double first = codes.distortion(KEYS);
        double before = first;
        for (int n = 0; n < 20; n++) {
            codes = KMeans.step(codes, KEYS);
            double now = codes.distortion(KEYS);
            assertThat(now).isLessThanOrEqualTo(before * (1 + 1e-6));
            before = now;
        }
        assertThat(before).isLessThan(0.9 * first);
    }

    @Test
    void theSeedDecidesTheFirstCodes() {
        assertThat(KMeans.initial(KEYS, 5, 16, 1)).isEqualTo(KMeans.initial(KEYS, 5, 16, 1));
        assertThat(KMeans.initial(KEYS, 5, 16, 1)).isNotEqualTo(KMeans.initial(KEYS, 5, 16, 2));
        // Codes are keys, no two the same.
        var codes = KMeans.initial(KEYS, 5, 16, 1);
        assertThat(codes.usage(codes.nearest(codes.toFloats()))).containsOnly(1);
        assertThat(codes.distortion(codes.toFloats())).isZero();
    }

    @Test
    void clustersThatAreApartAreFound() {
        var keys = CodebookTest.normal(5, 90 * 2);
        for (int j = 0; j < 90; j++) {
            keys[2 * j] = 100 * (j % 3) + keys[2 * j] / 10;
            keys[2 * j + 1] /= 10;
        }
        var codes = KMeans.learn(keys, 2, 3, 8, 50);
        assertThat(codes.usage(codes.nearest(keys))).containsOnly(30);
        assertThat(KMeans.step(codes, keys)).isEqualTo(codes);
    }

    /// Rounded to f32, means of such keys may be worse than the codes before them.
    @Test
    void ofAllStepsTheBestIsKept() {
        var keys = CodebookTest.normal(17, 200);
        for (int j = 0; j < keys.length; j++) {
            keys[j] = 1e6f + keys[j];
        }
        double least = Double.POSITIVE_INFINITY;
        for (int steps = 0; steps < 12; steps++) {
            double now = KMeans.learn(keys, 1, 7, 2, steps).distortion(keys);
            assertThat(now).isLessThanOrEqualTo(least);
            least = now;
        }
    }

    @Test
    void fewerKeysThanCodesLeaveSomeUnused() {
        var codes = KMeans.learn(new float[] {1, 1, 5, 5, 1, 1}, 2, 4, 3, 10);
        assertThat(codes.distortion(new float[] {1, 1, 5, 5})).isZero();
        assertThat(Arrays.stream(codes.usage(codes.nearest(new float[] {1, 1, 5, 5})))
                        .filter(n -> n > 0)
                        .count())
                .isEqualTo(2);
    }

    @Test
    void oneStepIsTheFormula() {
        var book = new MovingCodebook(Codebook.of(new float[] {0, 10}, 2, 1), 0.75, 0);
        var step = book.step(new float[] {1, 2, 12});
        // csum = 0.75 (0, 10) + 0.25 (3, 12), ccnt = 0.75 + 0.25 (2, 1)
        assertThat(book.counts()).containsExactly(1.25, 1.0);
        assertThat(book.codes().toFloats()).containsExactly((float) (0.75 / 1.25), 10.5f);
        assertThat(step).isEqualTo(new MovingCodebook.Step(3, 2, 0));
    }

    @Test
    void inTheLimitCodesAreTheMeansOfABatch() {
        var start = KMeans.learn(KEYS, 5, 16, 2, 100);
        var means = KMeans.step(start, KEYS);
        var book = new MovingCodebook(start, 0.5, 0);
        for (int n = 0; n < 60; n++) {
            book.step(KEYS);
        }
        var got = book.codes().toFloats();
        for (int e = 0; e < got.length; e++) {
            assertThat(got[e]).isCloseTo(means.toFloats()[e], within(1e-5f));
        }
        // Codes that are the means of their keys stay there.
        var still = new MovingCodebook(means, 0.99, 0);
        still.step(KEYS);
        assertThat(still.codes().distortion(KEYS)).isCloseTo(means.distortion(KEYS), within(1e-6));
    }

    @Test
    void deadCodesTakeThePlaceOfTheFarthestKeys() {
        var book = new MovingCodebook(Codebook.of(new float[] {0, 500, 600}, 3, 1), 0.5, 0.6);
        var step = book.step(new float[] {0, 3, -7, 1});
        assertThat(step.replaced()).isEqualTo(2);
        assertThat(step.used()).isEqualTo(1);
        assertThat(Arrays.copyOfRange(book.codes().toFloats(), 1, 3)).containsExactly(-7, 3);
        assertThat(book.counts()).containsExactly(2.5, 1, 1);
        assertThat(book.step(new float[] {0, 3, -7, 1}).used()).isEqualTo(3);
    }

    @Test
    void withoutReplacementAnUnusedCodeShrinks() {
        var book = new MovingCodebook(Codebook.of(new float[] {1, 0, 0, 1}, 2, 2), 0.5, 0);
        for (int n = 0; n < 12; n++) {
            book.step(new float[] {1, 0});
        }
        assertThat(book.codes().toFloats()[3]).isBetween(0f, 0.05f);
    }

    @Test
    void keysThatAreNoNumbersChangeNothing() {
        var book = new MovingCodebook(Codebook.of(new float[] {0, 10}, 2, 1), 0.9, 0.1);
        assertThatThrownBy(() -> book.step(new float[] {1, Float.NaN}))
                .hasMessage("key 1 holds NaN in entry 0: all entries must be finite");
        assertThatThrownBy(() -> book.step(new float[0])).hasMessage("the keys: there are none; give at least one");
        assertThat(book.counts()).containsExactly(1, 1);
        assertThatThrownBy(() -> KMeans.initial(new float[] {1, Float.NaN}, 1, 2, 0))
                .hasMessageContaining("key 1 holds NaN");
        assertThatThrownBy(() -> KMeans.initial(new float[] {1}, 1, 0, 0))
                .hasMessageContaining("a codebook of 0 codes");
        assertThatThrownBy(() -> KMeans.initial(new float[] {1}, 0, 2, 0))
                .hasMessage("the keys: vectors of 0 entries: give them at least 1");
        assertThatThrownBy(() -> new MovingCodebook(book.codes(), 1, 0))
                .hasMessage("keep is 1.0: it must be at least 0 and below 1, such as 0.99");
    }
}
