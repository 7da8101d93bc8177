package dev.weft.runtime.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachinePeakTest {
    @Test
    void measuresOnceAndPlausibly() {
        var one = MachinePeak.flops(1);
        assertThat(one).isBetween(1e8, 1e13);
        assertThat(MachinePeak.flops(1)).isEqualTo(one);
        assertThat(MachinePeak.readBytes(1)).isBetween(1e8, 1e13);
    }

    @Test
    void thePlainLoopCountsToo() {
        var loop = ScalarFmaLoop.create();
        assertThat(loop.getAsLong()).isEqualTo(16L * 1024 * 16 * 2);
    }
}
