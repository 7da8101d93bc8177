package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.random.RandomScans;
import org.junit.jupiter.api.Test;

/// Every legal scan whose cell forgets gives the interpreter's numbers, in every form of code and with any
/// number of workers.
///
/// `-Dweft.random.scans=1000` tries more of them, `-Dweft.random.first=1000` starts elsewhere.
class RandomScansWalkTest {
    @Test
    void everyRandomScanGivesTheInterpretersNumbers() {
        assertThat(Walk.failures(
                        RandomScans::of,
                        Long.getLong("weft.random.first", 7_000_001),
                        Integer.getInteger("weft.random.scans", 40)))
                .isEmpty();
    }
}
