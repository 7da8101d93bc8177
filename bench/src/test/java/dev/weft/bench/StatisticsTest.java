package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StatisticsTest {
    @Test
    void theMedianIsBetweenTheMiddleRuns() {
        assertThat(Statistics.of(4, 1, 3, 2).median()).isEqualTo(2.5);
        assertThat(Statistics.of(5, 1, 3).median()).isEqualTo(3);
    }

    @Test
    void theBestIsTheShortest() {
        var statistics = Statistics.of(4, 1, 3, 2);
        assertThat(statistics.best()).isEqualTo(1);
        assertThat(statistics.runs()).isEqualTo(4);
    }

    @Test
    void theSpreadIsTheDistanceOfTheQuartilesOverTheMedian() {
        assertThat(Statistics.of(1, 2, 3, 4, 5).spread()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(Statistics.of(7, 7, 7).spread()).isZero();
    }

    @Test
    void anOutlierMovesNeitherMedianNorSpread() {
        assertThat(Statistics.of(1, 2, 3, 4, 1000)).isEqualTo(new Statistics(5, 1, 3, 2.0 / 3));
    }

    @Test
    void oneRunIsItsOwnMedian() {
        assertThat(Statistics.of(2)).isEqualTo(new Statistics(1, 2, 2, 0));
    }

    @Test
    void noRunsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(Statistics::of);
    }
}
