package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.runtime.DType;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our own contestants, and the equations that all contestants are checked against.
final class WeftTest {
    private static final int TOKENS = 300;

    @ParameterizedTest
    @MethodSource("problems")
    void everythingIsComputedAsTheEquationsSay(Problem problem) {
        try (var inputs = Inputs.of(problem);
                var contestant =
                        new Weft().entries(problem, inputs, 2).getFirst().prepare()) {
            contestant.run();
            assertThat(Reference.of(problem, inputs).error(contestant)).isLessThan(tolerance(problem));
        }
    }

    private static Stream<Problem> problems() {
        var raced = Problems.NAMES.stream().map(name -> Problems.of(name, TOKENS));
        var several = Problems.NAMES.stream()
                .map(name -> Problems.of(name, TOKENS).withBatch(3).withHeadDim(128));
        var stored = Stream.of("causal", "decode")
                .map(name -> Problems.of(name, TOKENS))
                .flatMap(problem -> Stream.of(problem.storedAs(DType.F16), problem.storedAs(DType.BF16)));
        var rope = Problems.of("rope", TOKENS);
        return Stream.of(raced, several, stored, Stream.of(rope, rope.withBatch(3)))
                .flatMap(problem -> problem);
    }

    private static double tolerance(Problem problem) {
        return switch (problem.storage()) {
            case F16 -> 1e-3;
            case BF16 -> 8e-3;
            case F32, F64, I32, BOOL -> 1e-5;
        };
    }

    @Test
    void onlyCausalAttentionIsStoredInHalf() {
        var window = Problems.of("window", TOKENS).storedAs(DType.F16);
        try (var inputs = Inputs.of(window)) {
            var entry = new Weft().entries(window, inputs, 1).getFirst();
            assertThatIllegalArgumentException().isThrownBy(entry::prepare).withMessageContaining("window");
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
