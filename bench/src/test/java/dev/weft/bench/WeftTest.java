package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Our own contestants, and the equations that all contestants are checked against.
final class WeftTest {
    private static final int TOKENS = 300;

    @ParameterizedTest
    @FieldSource("dev.weft.bench.Problems#NAMES")
    void everyCaseIsComputedAsTheEquationsSay(String name) {
        var problem = Problems.of(name, TOKENS);
        try (var inputs = Inputs.of(problem);
                var contestant =
                        new Weft().entries(problem, inputs, 2).getFirst().prepare()) {
            contestant.run();
            assertThat(Reference.of(problem, inputs).error(contestant)).isLessThan(1e-5);
        }
    }

    @Test
    void anotherAttentionIsNotTaken() {
        var causal = Problems.of("causal", TOKENS);
        var full = Problems.of("full", TOKENS);
        try (var inputs = Inputs.of(causal);
                var contestant = new Weft().entries(full, inputs, 1).getFirst().prepare()) {
            contestant.run();
            assertThat(Reference.of(full, inputs).error(contestant)).isLessThan(Result.TOLERANCE);
            assertThat(Reference.of(causal, inputs).error(contestant)).isGreaterThan(0.1);
        }
    }
}
