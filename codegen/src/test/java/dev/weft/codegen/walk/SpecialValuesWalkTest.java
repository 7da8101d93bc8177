package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.random.SpecialValues;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What is no number, or infinite, never leaks out of a pair that is not kept, and spreads from one that is.
class SpecialValuesWalkTest {
    private static final int AT_ONCE = 25;

    @Test
    void specialValuesSpreadFromKeptPairsAlone() {
        assertThat(failures(Long.getLong("weft.random.first", 1_000_001), Integer.getInteger("weft.random", 300) / 6))
                .isEmpty();
    }

    /// What is wrong with the cases of `count` seeds from `first` on.
    static List<String> failures(long first, int count) {
        var failures = new ArrayList<String>();
        for (long from = first; from < first + count; from += AT_ONCE) {
            failures.addAll(Walk.failures(LongStream.range(from, Math.min(from + AT_ONCE, first + count))
                    .mapToObj(SpecialValues::of)
                    .map(Spec::of)
                    .toList()));
        }
        return failures;
    }
}
