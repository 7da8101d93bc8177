package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.math.TornadoMath;

/// Where the functions of devices differ from Java's.
final class MathTest {
    @ParameterizedTest
    @ValueSource(doubles = {-1.5, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void minAndMaxPreferANumber(double x) {
        assertThat(TornadoMath.max(x, Double.NaN)).isEqualTo(x);
        assertThat(TornadoMath.max(Double.NaN, x)).isEqualTo(x);
        assertThat(TornadoMath.min(x, Double.NaN)).isEqualTo(x);
        assertThat(TornadoMath.min((float) x, Float.NaN)).isEqualTo((float) x);
        assertThat(TornadoMath.max(Float.NaN, (float) x)).isEqualTo((float) x);
        assertThat(TornadoMath.max(Double.NaN, Double.NaN)).isNaN();
        assertThat(TornadoMath.max(x, 1)).isEqualTo(Math.max(x, 1));
        assertThat(TornadoMath.min(x, 1)).isEqualTo(Math.min(x, 1));
    }
}
