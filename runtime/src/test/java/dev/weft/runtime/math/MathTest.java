package dev.weft.runtime.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MathTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal TWO_BY_ROOT_PI =
            new BigDecimal("1.1283791670955125738961589031215451716881012586579977136881714");

    /// The Maclaurin series in 60 digits: for |x| up to 6 its alternating terms stay below 1e15.
    private static BigDecimal erf(double x) {
        var square = new BigDecimal(x).pow(2, DIGITS).negate();
        var power = new BigDecimal(x);
        var sum = BigDecimal.ZERO;
        for (var n = 0; power.abs().compareTo(new BigDecimal("1e-40")) > 0; n++) {
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
            power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(n + 1L), DIGITS);
        }
        return sum.multiply(TWO_BY_ROOT_PI, DIGITS);
    }

    @Test
    void erfIsRightToATinyRelativeError() {
        var random = new Random(7);
        for (var trial = 0; trial < 3000; trial++) {
            var x = random.nextDouble() * 6.2 * (trial % 2 == 0 ? 1 : Math.pow(2, -random.nextInt(40)));
            var exact = erf(x);
            var error = exact.subtract(new BigDecimal(Reals.erf(x)))
                    .divide(exact, DIGITS)
                    .doubleValue();
            assertThat(Math.abs(error)).as("erf(%s)", x).isLessThan(5e-16);
            assertThat(Reals.erf(-x)).isEqualTo(-Reals.erf(x));
        }
    }

    @Test
    void erfAtItsEnds() {
        assertThat(Reals.erf(0.0)).isEqualTo(0.0);
        assertThat(Reals.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Reals.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Reals.erf(Math.nextDown(6.0))).isEqualTo(1);
        assertThat(Reals.erf(Double.NaN)).isNaN();
        assertThat(Reals.erf(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void theOthersFollowTheirDefinitions() {
        for (var x = -40.0; x <= 40; x += 0.37) {
            assertThat(Reals.sigmoid(x)).isCloseTo(1 / (1 + Math.exp(-x)), within(1e-16));
            assertThat(Reals.silu(x)).isEqualTo(x * Reals.sigmoid(x));
            assertThat(Reals.softplus(x)).isCloseTo(Math.log(1 + Math.exp(x)), within(1e-14));
            assertThat(Reals.gelu(x)).isCloseTo(x / 2 * (1 + Reals.erf(x / Math.sqrt(2))), within(1e-15 * 40));
            assertThat(Reals.relu(x)).isEqualTo(x > 0 ? x : 0.0);
            assertThat(Reals.exp2(x)).isCloseTo(Math.exp(x * Math.log(2)), within(1e-14 * Math.exp(x * Math.log(2))));
        }
        for (var exponent = -1074; exponent <= 1023; exponent++) {
            assertThat(Reals.log2(Reals.exp2(exponent))).isCloseTo(exponent, within(1e-12));
        }
        for (var exponent = -1022; exponent <= 1023; exponent++) {
            assertThat(Reals.log2(Math.scalb(1.0, exponent))).isEqualTo(exponent);
        }
        assertThat(Reals.log2(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Reals.log2(-1)).isNaN();
        assertThat(Reals.log2(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Reals.sigmoid(-1000)).isEqualTo(0);
        assertThat(Reals.softplus(1000)).isEqualTo(1000);
        assertThat(Reals.relu(Double.NaN)).isNaN();
    }

    @Test
    void bfloatRoundsToNearestEven() {
        for (var bits = 0; bits < 1 << 16; bits++) {
            var value = BFloat16.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(BFloat16.toFloat(BFloat16.fromFloat(value))).isNaN();
                continue;
            }
            assertThat(BFloat16.fromFloat(value)).isEqualTo((short) bits);
            if (!Float.isInfinite(value)) {
                var tie = Float.intBitsToFloat((bits << 16) | 0x8000);
                assertThat(BFloat16.fromFloat(tie)).isEqualTo((short) (bits + (bits & 1)));
                assertThat(BFloat16.fromFloat(Float.intBitsToFloat((bits << 16) | 0x7FFF)))
                        .isEqualTo((short) bits);
                assertThat(BFloat16.fromFloat(Float.intBitsToFloat((bits << 16) | 0x8001)))
                        .isEqualTo((short) (bits + 1));
            }
        }
        assertThat(BFloat16.toFloat(BFloat16.fromFloat(Float.intBitsToFloat(0x7F800001))))
                .isNaN();
    }
}
