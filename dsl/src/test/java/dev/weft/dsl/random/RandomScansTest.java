package dev.weft.dsl.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.golden.Meaning;
import dev.weft.dsl.interpret.Interpreter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Random scans are legal, forget, and are of many kinds.
class RandomScansTest {
    private static final List<RandomCase> CASES =
            LongStream.range(0, 300).mapToObj(RandomScans::of).toList();

    @Test
    void theSameSeedGivesTheSameCase() {
        assertThat(RandomScans.of(7)).isEqualTo(RandomScans.of(7));
        assertThat(new HashSet<>(CASES)).hasSize(CASES.size());
    }

    /// Short ones of them are run: what they come to is finite and small.
    @Test
    void statesStayBounded() {
        for (var one : CASES) {
            if (one.sizes().getOrDefault("N", 0) > 65) {
                continue;
            }
            var results =
                    Interpreter.run(Meaning.kernel(one.text(), one.kernel()), one.sizes(), one.params(), one.inputs());
            results.forEach((name, values) -> assertThat(Arrays.stream(values.data()))
                    .as("%s of %s", name, one)
                    .allMatch(x -> Math.abs(x) < 1e3));
        }
    }

    @Test
    void everyKindOccurs() {
        for (var part : List.of(
                "f16[",
                "bf16[",
                "f64[",
                "state s2",
                "from i0",
                "out y",
                "param w",
                "by sequential()",
                "[t-1]",
                "s0[t]",
                "norm(",
                "rms(",
                "mean(",
                "gelu(",
                "floor(",
                "if ",
                "let z",
                "input u : f32[B, N]",
                "state s1 : f32[B, N]\n",
                "state s1 : f32[B, N, E]")) {
            assertThat(CASES).as(part).anyMatch(one -> one.text().contains(part));
        }
    }
}
