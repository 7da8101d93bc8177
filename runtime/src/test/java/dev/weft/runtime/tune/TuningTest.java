package dev.weft.runtime.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TuningTest {
    @Test
    void chosenNumbersTakeThePlaceOfFormulas() {
        var tuning = Tuning.of(Map.of("rowTile", 12));
        assertThat(tuning.or("rowTile", 6, 48)).isEqualTo(12);
        assertThat(tuning.or("parts", 1, 3)).isEqualTo(3);
        tuning.checkUsed();
        assertThat(tuning.asked())
                .containsExactly(new Tuning.Tunable("rowTile", 6, 48), new Tuning.Tunable("parts", 1, 3));
    }

    @Test
    void numbersThatNoScheduleTakesAreRefused() {
        for (int number : new int[] {-6, 0, 5, 6 << 20}) {
            assertThatThrownBy(() -> Tuning.of(Map.of("rowTile", number)).or("rowTile", 6, 48))
                    .isInstanceOf(TuningException.class)
                    .hasMessage("the schedule's rowTile cannot be " + number
                            + ": it is a multiple of 6, from 6 to 1048572");
        }
    }

    @Test
    void aNumberThatNobodyAsksForIsRefused() {
        var tuning = Tuning.of(Map.of("rowtile", 12));
        assertThat(tuning.or("rowTile", 6, 48)).isEqualTo(48);
        assertThatThrownBy(tuning::checkUsed)
                .isInstanceOf(TuningException.class)
                .hasMessage("the schedule has no number `rowtile` that can be chosen; it has rowTile");
    }

    @Test
    void theOtherOfTwoNumbersMayBeTried() {
        var tuning = Tuning.of(Map.of("rowTile", 12));
        assertThat(tuning.or("rowTile", 6, 48)).isEqualTo(12);
        assertThat(tuning.either("parts", true, 1, 8)).isEqualTo(1);
        assertThat(tuning.others()).hasSize(1);
        var other = tuning.others().getFirst();
        assertThat(other.or("rowTile", 6, 48)).isEqualTo(12);
        assertThat(other.either("parts", true, 1, 8)).isEqualTo(8);
        assertThat(other.others()).isEmpty();
    }

    @Test
    void twoThatAreOneLeaveNothingToTry() {
        var tuning = Tuning.none();
        assertThat(tuning.either("parts", false, 8, 8)).isEqualTo(8);
        assertThat(tuning.others()).isEmpty();
    }
}
