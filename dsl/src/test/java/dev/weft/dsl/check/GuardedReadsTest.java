package dev.weft.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands left of a read in an `and` or an `or` proves its index.
class GuardedReadsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "j == 0 or kind[j - 1] != 2",
                "j > 0 and kind[j - 1] != 2",
                "not (j != 0 and kind[j - 1] == 2)",
                "(h == 0 or i >= j) and ((i + 2 * j) mod 5 < 3 or (j == 0 or kind[j - 1] != 2))",
                "(i + 2 * j) mod 5 < 3 or j == 0 or kind[j - 1] != 2",
                "j <= i and (j < 2 or i - j > 7 or (kind[j] != kind[j - 2] and kind[j - 1] == 0))",
                "(j < 3 or h == 1) or (h == 1 or kind[j - 3] == 0)",
                "not (j == 0 or i < j) and kind[j - 1] == 0",
                "(j != 0 and i + 1 < N) and (kind[j - 1] == 0 or kind[i + 1] == 1)",
                "if j == 0 or kind[j - 1] == 1 then true else kind[j - 1] == 2",
            })
    void isAllowed(String keep) {
        assertThat(Specs.codes(spec(keep))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind[j - 1] != 2 or j == 0",
                "j == 0 and kind[j - 1] != 2",
                "j > 0 or kind[j - 1] != 2",
                "(j > 0 or h == 0) and kind[j - 1] != 2",
                "(j == 0 and h == 0) or kind[j - 1] != 2",
                "j == 1 or kind[j - 1] != 2",
                "(j > 0 and h == 0) or kind[j - 1] == 0",
            })
    void isNotEnough(String keep) {
        assertThat(Specs.codes(spec(keep))).containsExactly("W0501");
    }

    private static String spec(String keep) {
        return """
                attention Guarded {
                  dim B, H, N, D
                  table kind : i32[N]
                  query q : f32[B, H, N, D]
                  key k : f32[B, H, N, D]
                  value v : f32[B, H, N, D]
                  out o : f32[B, H, N, D]
                  score = q @ k
                  keep = %s
                  o = softmax(score) @ v
                }
                """.formatted(keep);
    }
}
