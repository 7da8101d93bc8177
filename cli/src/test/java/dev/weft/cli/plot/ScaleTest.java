package dev.weft.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScaleTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void powersOfTenStandApartAlike() {
        var scale = Scale.around(List.of(0.5, 3e-4, 2e-9), true);
        assertThat(scale.low()).isCloseTo(1e-9, within(1e-20));
        assertThat(scale.high()).isEqualTo(1);
        assertThat(scale.place(1e-9)).isCloseTo(0, within(1e-9));
        assertThat(scale.place(1e-6)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(scale.place(1)).isCloseTo(1, within(1e-9));
        assertThat(scale.ticks()).hasSizeBetween(4, 10);
    }

    @Test
    void whatHasNoPlaceStandsAtAnEnd() {
        var scale = Scale.around(List.of(0.0, 0.5, INFINITE), true);
        assertThat(scale.place(0)).isZero();
        assertThat(scale.place(INFINITE)).isEqualTo(1);
        assertThat(scale.isBeyond(0)).isTrue();
        assertThat(scale.isBeyond(INFINITE)).isTrue();
        assertThat(scale.isBeyond(0.5)).isFalse();
        for (var numbers : List.of(List.<Double>of(), List.of(0.0), List.of(INFINITE))) {
            for (boolean logarithmic : new boolean[] {false, true}) {
                var any = Scale.around(numbers, logarithmic);
                assertThat(any.low()).isLessThan(any.high());
                assertThat(any.ticks()).isNotEmpty();
            }
        }
    }

    @Test
    void countsBeginAtZeroAndEndOnAWholeTick() {
        assertThat(Scale.around(List.of(1.0, 7.0), false).ticks())
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
        assertThat(Scale.around(List.of(33.0), false).ticks())
                .containsExactly(0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0);
        assertThat(Scale.around(List.of(0.0), false).ticks()).containsExactly(0.0, 1.0);
    }

    @Test
    void labelsAreShort() {
        assertThat(List.of(0.0, 0.01, 250.0, 1e-6, 1e7).stream().map(Scale::label))
                .containsExactly("0", "0.01", "250", "1e-06", "1e+07");
    }
}
