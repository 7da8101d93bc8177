package dev.weft.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableIndexTest {
    @Test
    void letsIndicesInsideOfTheAxisPass() {
        assertThat(TableIndex.checked("Paged", 0, 8, "k", 0)).isEqualTo(0);
        assertThat(TableIndex.checked("Paged", 7, 8, "k", 0)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void namesWhatIsOutside(int index) {
        assertThatThrownBy(() -> TableIndex.checked("Paged", index, 8, "k", 1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Paged: index " + index + " into k is outside axis 1 of size 8");
    }
}
