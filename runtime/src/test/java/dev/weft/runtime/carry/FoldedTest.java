package dev.weft.runtime.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What folding leaves of the values: counts and means.
class FoldedTest {
    private static final int CODES = 7;
    private static final int WIDTH = 3;
    private static final int TOKENS = 5000;

    @Test
    void countsAreTheTokensAndMeansTimesCountsTheirSums() {
        var random = new Random(3);
        var folded = new Folded(CODES, WIDTH);
        var sums = new double[CODES * WIDTH];
        for (int t = 0; t < TOKENS; t++) {
            int code = random.nextInt(CODES - 1);
            var value = new float[WIDTH];
            for (int d = 0; d < WIDTH; d++) {
                value[d] = (float) random.nextGaussian() + 4;
                sums[code * WIDTH + d] += value[d];
            }
            folded.count(code);
            folded.add(0, code, value);
        }
        assertThat(IntStream.of(folded.counts).sum()).isEqualTo(TOKENS);
        assertThat(folded.counts[CODES - 1]).isZero();
        for (int at = 0; at < sums.length; at++) {
            assertThat(folded.means[0][at] * folded.counts[at / WIDTH]).isCloseTo(sums[at], within(1e-9 * TOKENS));
        }
        folded.clear();
        assertThat(folded.counts).containsOnly(0);
        assertThat(folded.means[0]).containsOnly(0);
    }

    /// The logarithm of a count beside a score is as many keys of that score, in f32 too.
    @Test
    void theLogarithmOfACountIsTheCount() {
        for (int n = 1; n <= 1023; n++) {
            assertThat(Math.exp((float) Math.log(n))).isCloseTo(n, within(n * 4e-7));
        }
    }
}
