package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.runtime.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineupsTest {
    @Test
    void scalingDoublesAWindowsText() {
        var scaling = Lineups.of("scaling", Lineups.MOST_TOKENS).getFirst();
        assertThat(scaling.problems()).extracting(Problem::N).containsExactly(4096, 8192, 16_384, 32_768, 65_536);
        assertThat(scaling.problems()).extracting(Problem::variant).containsOnly(new Variant.Window(256));
    }

    @Test
    void storageIsComparedWithF32() {
        var storage = Lineups.of("storage", Lineups.MOST_TOKENS);
        assertThat(storage)
                .allSatisfy(lineup -> assertThat(lineup.problems())
                        .extracting(Problem::storage)
                        .containsExactly(DType.F32, DType.F16, DType.BF16));
        assertThat(storage)
                .extracting(lineup -> lineup.problems().getFirst().sizes())
                .containsExactly("H=8, N=4096, D=64", "H=32:8, N=1, M=8192, D=128", "H=32:8, N=1, M=32768, D=128");
    }

    @Test
    void costIsComparedWithoutWhatIsAdded() {
        assertThat(Lineups.of("cost", Lineups.MOST_TOKENS))
                .extracting(
                        lineup -> lineup.problems().stream().map(Problem::name).toList())
                .containsExactly(List.of("causal", "softcap"), List.of("rope", "rerope"));
    }

    @Test
    void sizesAreCutDown() {
        for (var name : Lineups.NAMES) {
            assertThat(Lineups.of(name, Lineups.LEAST_TOKENS))
                    .as(name)
                    .flatExtracting(Lineup::problems)
                    .extracting(Problem::M)
                    .allMatch(tokens -> tokens <= Lineups.LEAST_TOKENS);
        }
        assertThat(Lineups.of("scaling", 512).getFirst().problems())
                .extracting(Problem::N)
                .containsExactly(32, 64, 128, 256, 512);
    }

    @Test
    void ratiosAreToThePreviousOrTheFirst() {
        var scaling = MadeUp.race(Lineups.of("scaling", 4096).getFirst(), 1, 2, 4.4, 8.8, 17.6);
        assertThat(scaling.ratios())
                .extracting(Ratio::times)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(2.0, 2.2, 2.0, 2.0);
        var storage = MadeUp.race(Lineups.of("storage", 4096).getFirst(), 2, 1, 0.5);
        assertThat(storage.ratios()).extracting(Ratio::times).containsExactly(0.5, 0.25);
        assertThat(storage.ratios().getLast().base().problem().storage()).isEqualTo(DType.F32);
    }

    @Test
    void everyProblemHasAResult() {
        var lineup = Lineups.of("storage", 4096).getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MadeUp.race(lineup, 1, 2))
                .withMessage("2 results of 3 problems");
    }

    @Test
    void oneProblemAloneIsNoLineup() {
        var causal = List.of(Problems.of("causal", 512));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lineup("cost", Lineup.Against.FIRST, causal));
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lineups.of("scalding", 512))
                .withMessageContaining("scalding");
    }
}
