package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.random.RandomSpecs;
import org.junit.jupiter.api.Test;

/// Every legal spec gives the interpreter's numbers, in every form of code and with any number of workers.
///
/// `-Dweft.random=5000` tries more of them, `-Dweft.random.first=1000` starts elsewhere.
class RandomSpecsWalkTest {
    @Test
    void everyRandomSpecGivesTheInterpretersNumbers() {
        assertThat(Walk.failures(
                        RandomSpecs::of, Long.getLong("weft.random.first", 1), Integer.getInteger("weft.random", 300)))
                .isEmpty();
    }
}
