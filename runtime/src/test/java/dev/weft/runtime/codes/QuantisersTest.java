package dev.weft.runtime.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Quantisers whose codebooks are computed.
class QuantisersTest {
    @Test
    void codesAndVectorsAreOneToOne() {
        for (int[] levels : new int[][] {{8, 5, 5, 5}, {2}, {3, 2, 7}}) {
            var scalars = new FiniteScalars(levels);
            assertThat(scalars.count()).isEqualTo(IntStream.of(levels).reduce(1, (a, b) -> a * b));
            var all = IntStream.range(0, scalars.count()).toArray();
            var vectors = scalars.vectors(all);
            // Bounded and rounded once more they may not move: undo the bound first.
            var entries = new float[vectors.length];
            for (int e = 0; e < entries.length; e++) {
                int count = levels[e % levels.length];
                int middle = count / 2;
                double half = (count - 1) * 1.001 / 2;
                double off = count % 2 == 0 ? 0.5 : 0;
                entries[e] = (float) (atanh((vectors[e] * middle + off) / half) - atanh(off / half));
            }
            assertThat(scalars.nearest(entries)).containsExactly(all);
        }
    }

    private static double atanh(double x) {
        return Math.log((1 + x) / (1 - x)) / 2;
    }

    @Test
    void levelsAreThoseOfTheFormula() {
        var five = new FiniteScalars(5);
        assertThat(five.nearest(new float[] {-3, -0.2f, 0, 0.2f, 0.3f, 3})).containsExactly(0, 2, 2, 2, 3, 4);
        assertThat(five.vectors(0, 1, 2, 3, 4)).containsExactly(-1, -0.5f, 0, 0.5f, 1);
        // An even number of levels has 0 in the middle of one, not at a border.
        assertThat(new FiniteScalars(6).nearest(new float[] {0, -9, 9})).containsExactly(3, 0, 5);
        assertThat(new FiniteScalars(2).nearest(new float[] {-9, 0, 1})).containsExactly(0, 1, 1);
        assertThat(new FiniteScalars(3, 4).nearest(new float[] {9, -9})).containsExactly(2);
        assertThat(new FiniteScalars(3, 4).nearest(new float[] {-9, 9})).containsExactly(9);
        // The slack would lead beyond many levels.
        assertThat(new FiniteScalars(2001).nearest(new float[] {-9, 0, 9})).containsExactly(0, 1000, 2000);
        assertThat(new FiniteScalars(2002).nearest(new float[] {-9, 0, 9})).containsExactly(0, 1001, 2001);
    }

    @Test
    void wrongLevelsAndCodesAreNamed() {
        assertThatThrownBy(() -> new FiniteScalars(5, 1)).hasMessage("entry 1 has 1 levels: it needs at least 2");
        assertThatThrownBy(FiniteScalars::new).hasMessageContaining("no levels");
        assertThatThrownBy(() -> new FiniteScalars(65536, 65536)).hasMessageContaining("more codes than an int");
        var scalars = new FiniteScalars(3, 3);
        assertThatThrownBy(() -> scalars.vectors(4, 9)).hasMessage("code 1 is 9, but there are 9 codes");
        assertThatThrownBy(() -> scalars.nearest(new float[] {0, 0, 0, Float.NaN}))
                .hasMessage("vector 1 holds NaN in entry 1");
    }

    @Test
    void aTransformedCodebookIsTheProduct() {
        var frozen = TransformedCodebook.frozen(37, 6, 3);
        var weights = CodebookTest.normal(4, 6 * 9);
        var codes = TransformedCodebook.of(frozen, weights, 37, 6, 9).toFloats();
        for (int s = 0; s < 37; s++) {
            for (int d = 0; d < 9; d++) {
                double sum = 0;
                for (int k = 0; k < 6; k++) {
                    sum += (double) frozen[s * 6 + k] * weights[k * 9 + d];
                }
                assertThat(codes[s * 9 + d]).isCloseTo((float) sum, within(1e-6f));
            }
        }
    }

    @Test
    void withoutATransformationItIsAnOrdinaryCodebook() {
        var frozen = TransformedCodebook.frozen(200, 4, 8);
        assertThat(frozen).isEqualTo(TransformedCodebook.frozen(200, 4, 8));
        var one = new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
        assertThat(TransformedCodebook.of(frozen, one, 200, 4, 4)).isEqualTo(Codebook.of(frozen, 200, 4));
        double square = 0;
        for (float entry : frozen) {
            square += entry * entry;
        }
        assertThat(square / 200).isBetween(0.8, 1.2);
        assertThatThrownBy(() -> TransformedCodebook.of(frozen, new float[15], 200, 4, 4))
                .hasMessage("the weights: 15 numbers, but 4 vectors of 4 entries need 16");
    }
}
