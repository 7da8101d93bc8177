package dev.weft.dsl.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.model.Storage;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The generator itself: repeatable, diverse, small enough.
class RandomSpecsTest {
    private static final List<RandomCase> CASES = RandomSpecs.of(1, 300);

    @Test
    void aSeedGivesOneCase() {
        assertThat(RandomSpecs.of(7)).isEqualTo(RandomSpecs.of(7));
        assertThat(RandomSpecs.of(7)).isNotEqualTo(RandomSpecs.of(8));
        assertThat(RandomSpecs.of(7).toString()).startsWith("// seed 7: --kernel Random --bind ");
    }

    @Test
    void noTwoCasesAreAlike() {
        assertThat(CASES.stream().map(RandomCase::text).collect(Collectors.toSet()))
                .hasSizeGreaterThan(295);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rope(",
                "interleaved",
                "theta =",
                "dims =",
                "base =",
                "near_w",
                "j <= t",
                "j < sinks",
                "prefix[",
                "doc[",
                "mod",
                "h mod 2",
                "h == 0",
                "not (",
                "bool[",
                "clamp(",
                "bucket(",
                "exp2(",
                "log_scale(",
                "tanh(",
                "log(1 +",
                "norm(",
                "rms(",
                "W",
                "at [b, j]",
                "at [b, i, h]",
                "at [h, j]",
                "at [j]",
                "for j < length",
                "page[",
                "picked[",
                "h mod G",
                "sink =",
                "sigmoid(score",
                "relu(score) ^ 2",
                "logsumexp",
                "rowmax",
                "u * (",
                "out also",
                "f16[",
                "bf16[",
                "f64[",
                "dim D =",
                "dim D in",
                "query qr",
                "signature",
                "by split",
                "abs(",
                " / 4",
                "qpos",
                "kb",
                "pb",
                "rope(v",
                "[j - 1]",
                "or kind[j",
                "[j - 2]",
                "level",
                "rank",
                "bright",
                "exp2(0 - "
            })
    void everyKindOccurs(String part) {
        assertThat(CASES).anyMatch(one -> one.text().contains(part));
    }

    @Test
    void sizesReachFromNoneToBeyondTwoTiles() {
        var queries = CASES.stream().map(one -> one.sizes().get("N")).collect(Collectors.toSet());
        assertThat(queries).contains(0, 1, 2).anyMatch(n -> n > 256).hasSizeGreaterThan(50);
        for (var one : CASES) {
            long elements = one.inputs().values().stream()
                    .mapToLong(values -> values.data().length)
                    .sum();
            assertThat(elements).isLessThan(2_000_000);
        }
    }

    @Test
    void numbersAreWhatTheirDtypeHolds() {
        assertThat(Fill.stored(Storage.BF16, 1.00390625)).isEqualTo(1);
        assertThat(Fill.stored(Storage.BF16, 1.01171875)).isEqualTo(1.015625);
        assertThat(Fill.stored(Storage.BF16, -3.0)).isEqualTo(-3);
        assertThat(Fill.stored(Storage.F16, 0.1)).isEqualTo(0.0999755859375);
        assertThat(Fill.stored(Storage.F32, 0.1)).isEqualTo((double) 0.1f);
        assertThat(Fill.stored(Storage.F64, 0.1)).isEqualTo(0.1);
    }
}
