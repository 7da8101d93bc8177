package dev.weft.runtime.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloatMathTest {
    @Test
    void powersOfTwoAreNearlyExact() {
        for (float x = -125; x < 127.9f; x += 0.013f) {
            var exact = Math.pow(2, x);
            assertThat((double) FloatMath.exp2(x)).isCloseTo(exact, within(4e-7 * exact));
        }
    }

    @Test
    void powersOfTwoEndAsTheyMust() {
        assertThat(FloatMath.exp2(0)).isEqualTo(1);
        assertThat(FloatMath.exp2(-126)).isEqualTo(0);
        assertThat(FloatMath.exp2(Float.NEGATIVE_INFINITY)).isEqualTo(0);
        assertThat(FloatMath.exp2(128)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(FloatMath.exp2(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(FloatMath.exp2(Float.NaN)).isNaN();
    }
}
