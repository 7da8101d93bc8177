package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecurrentWeftTest {
    @ParameterizedTest
    @MethodSource("layers")
    void everyWayFollowsTheEquations(Recurrence recurrence) {
        try (var inputs = RecurrentInputs.of(recurrence)) {
            var reference = RecurrentReference.of(recurrence, inputs);
            for (var entry : new Weft().entries(recurrence, inputs, 2)) {
                try (var contestant = entry.prepare()) {
                    contestant.run();
                    assertThat(reference.error(contestant)).as(entry.name()).isLessThan(1e-5);
                }
            }
        }
    }

    private static Stream<Recurrence> layers() {
        return Recurrences.NAMES.stream().flatMap(name -> Recurrences.of(name, 100).stream());
    }

    @Test
    void workIsCountedOnce() {
        assertThat(Recurrences.of("gru", 65_536))
                .extracting(Recurrence::sizes, Recurrence::work)
                .containsExactly(
                        tuple("B=1, N=2048, D=256", 2048L * 6 * 256 * 512),
                        tuple("B=8, N=1024, D=256", 8 * 1024L * 6 * 256 * 512));
        assertThat(Recurrences.of("gru-diagonal", 65_536).getFirst().work()).isEqualTo(65_536L * 256 * 16);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recurrences.of("grue", 1))
                .withMessageContaining("grue");
    }
}
