package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.random.SpecialValues;
import org.junit.jupiter.api.Test;

/// What is no number, or infinite, never leaks out of a pair that is not kept, and spreads from one that is.
class SpecialValuesWalkTest {
    @Test
    void specialValuesSpreadFromKeptPairsAlone() {
        assertThat(Walk.failures(
                        SpecialValues::of,
                        Long.getLong("weft.random.first", 1_000_001),
                        Integer.getInteger("weft.random", 300) / 6))
                .isEmpty();
    }
}
