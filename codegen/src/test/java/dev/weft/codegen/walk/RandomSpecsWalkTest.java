package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.random.RandomSpecs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every legal spec gives the interpreter's numbers, in every form of code and with any number of workers.
///
/// `-Dweft.random=5000` tries more of them, `-Dweft.random.first=1000` starts elsewhere.
class RandomSpecsWalkTest {
    private static final int AT_ONCE = 25;

    @Test
    void everyRandomSpecGivesTheInterpretersNumbers() {
        assertThat(failures(Long.getLong("weft.random.first", 1), Integer.getInteger("weft.random", 300)))
                .isEmpty();
    }

    /// What is wrong with the cases of `count` seeds from `first` on.
    static List<String> failures(long first, int count) {
        var failures = new ArrayList<String>();
        for (long from = first; from < first + count; from += AT_ONCE) {
            var specs = RandomSpecs.of(from, (int) Math.min(AT_ONCE, first + count - from)).stream()
                    .map(Spec::of)
                    .toList();
            failures.addAll(Walk.failures(specs));
        }
        return failures;
    }
}
