package dev.weft.dsl.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.check.Specs;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.model.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What attentions need of earlier tokens.
class TokensTest {
    private static String mha(String items) {
        return """
                attention Example {
                  dim   B, H, N, D
                  query q : f32[B, H, N, D]
                  key   k : f32[B, H, N, D]
                  value v : f32[B, H, N, D]
                  out   o : f32[B, H, N, D]
                  %s
                  o     = softmax(score) @ v
                }
                """.formatted(items);
    }

    private static String gqa(String items) {
        return """
                attention Example {
                  dim   B, H, G, N, M, D
                  where H mod G == 0 and N <= M
                  query q : f32[B, H, N, D]
                  key   k : f32[B, G, M, D] at [b, h div (H div G), j]
                  value v : f32[B, G, M, D] at [b, h div (H div G), j]
                  out   o : f32[B, H, N, D]
                  let   t = i + M - N
                  %s
                  o     = softmax(score) @ v
                }
                """.formatted(items);
    }

    private static String memory(String text) {
        return switch (Tokens.of(Specs.attention(text)).memory()) {
            case Memory.Last(var tokens) -> Show.term(tokens);
            case Memory.All() -> "all";
            case Memory.Whole(var why) -> "whole: " + why;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "param w : i32 score = q @ k keep = 0 <= i - j < w | w - 1",
                "param w : i32 score = q @ k keep = 0 <= i - j <= w | w",
                "param w : i32 score = q @ k keep = j <= i and not (w <= i - j) | w - 1",
                "param w : i32 score = q @ k keep = j <= i and j > i - 2 * w | 2 * w - 1",
                "score = q @ k keep = 0 <= i - j < 16 | 15",
                "score = q @ k keep = j == i | 0",
                "score = q @ k keep = j <= i and i div 64 - j div 64 <= 1 | 127",
                "param w, u : i32 score = q @ k keep = 0 <= i - j < w and i - j < u | min(w - 1, u - 1)",
                "score = q @ k keep = j <= i | all",
                "param w : i32 score = q @ k keep = j <= i and (i - j < w or j < 4) | all",
                "table s : i32[H] score = q @ k keep = 0 <= i - j < s[h] | all",
                "score = q @ k keep = i - j < 16 | whole: a query may keep keys that come after it",
                "score = q @ k * N keep = j <= i | whole: its equations use `N`, and how many tokens there are at once must not matter",
                "table doc : i32[B, N] score = q @ k keep = j <= i and doc[b, i] == doc[b, j] | whole: table `doc` says something of every token",
            })
    void ofAttentionsOverTheirOwnTokens(String items, String expected) {
        assertThat(memory(mha(items))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "param w : i32 score = rope(q, t) @ rope(k, j) keep = 0 <= t - j < w | w - 1",
                "param w : i32 score = if t - j < w then rope(q, t) @ rope(k, j) else rope(q, w) @ k keep = j <= t | all",
                "param w : i32 score = q @ k keep = 0 <= i - j < w | whole: its equations use `M`, and how many tokens there are at once must not matter",
            })
    void ofAttentionsWhoseQueriesAreTheLastTokens(String items, String expected) {
        assertThat(memory(gqa(items))).isEqualTo(expected);
    }

    @Test
    void positionsTakeThePlaceOfNumbers() {
        var tokens = Tokens.of(Specs.attention(gqa("param w : i32 score = q @ k * (t - j) keep = 0 <= t - j < w")));
        assertThat(Show.term(tokens.keep())).isEqualTo("0 <= -j + t and -j + t < w");
    }
}
