package dev.weft.runtime.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GlobalSizeTest {
    @Test
    void isAMultipleOfTheGroup() {
        var workers = GlobalSize.of(7, 64, 256).workers();
        assertThat(workers.getGlobalWork()).containsExactly(448, 1, 1);
        assertThat(workers.getLocalWork()).containsExactly(64, 1, 1);
        assertThat(workers.getNumberOfWorkgroups()).containsExactly(7, 1, 1);
    }

    @Test
    void anotherNumberIsRefused() {
        assertThatThrownBy(() -> new GlobalSize(100, 64, 256))
                .isInstanceOf(TornadoFailure.class)
                .hasMessage("100 work-items are not whole work-groups of 64: this is a bug of Weft");
        assertThatThrownBy(() -> new GlobalSize(0, 64, 256)).hasMessageContaining("0 work-items");
        assertThatThrownBy(() -> new GlobalSize(64, 0, 256)).hasMessageContaining("work-groups of 0");
    }

    @Test
    void aGroupThatTheDeviceDoesNotHoldIsRefused() {
        assertThatThrownBy(() -> GlobalSize.of(1, 64, 32))
                .isInstanceOf(TornadoFailure.class)
                .hasMessage("work-groups of 64 are more than the device's 32: this is a bug of Weft");
    }

    @Test
    void moreThanAGridHoldsIsRefused() {
        assertThatThrownBy(() -> GlobalSize.of(50_000_000, 64, 256))
                .isInstanceOf(TornadoFailure.class)
                .hasMessageContaining("50,000,000 work-groups of 64 work-items");
    }
}
