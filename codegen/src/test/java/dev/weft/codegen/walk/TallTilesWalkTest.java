package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Rows enough for the tallest tiles, under masks that begin and end within a tile: each strip of rows meets keys of
/// its
/// own.
class TallTilesWalkTest {
    private static final List<String> MASKS = List.of(
            "j <= i",
            "0 <= i - j < 40",
            "abs(i - j) < 3 or j < 5",
            "doc[b, i] == doc[b, j] and j <= i",
            "doc[b, i] == doc[b, j]",
            "j <= i and (j >= i - 20 or j mod 64 == 0)",
            "j > 290",
            "i mod 50 < 20 and j <= i");

    @Test
    void everyMaskGivesTheInterpretersNumbers() {
        assertThat(Walk.failures(TallTilesWalkTest::of, 0, MASKS.size() * 2)).isEmpty();
    }

    private static RandomCase of(long seed) {
        var text = """
                attention Tall {
                  dim B, H, N, D
                  table doc : i32[B, N]
                  query q : f32[B, H, N, D]
                  key k : f32[B, H, N, D]
                  value v : f32[B, H, N, D]
                  out o : f32[B, H, N, D]
                  score = q @ k
                  keep = %s
                  o = softmax(score) @ v
                }
                """.formatted(MASKS.get((int) seed / 2));
        int n = seed % 2 == 0 ? 300 : 437;
        var random = new Random(seed);
        var inputs = new LinkedHashMap<String, Values>();
        var documents = Values.zeros(1, n);
        for (int t = 1; t < n; t++) {
            documents.data()[t] = documents.data()[t - 1] + (random.nextInt(60) == 0 ? 1 : 0);
        }
        inputs.put("doc", documents);
        for (var tensor : List.of("q", "k", "v")) {
            var values = Values.zeros(1, 8, n, 4);
            for (int e = 0; e < values.data().length; e++) {
                values.data()[e] = (float) random.nextGaussian();
            }
            inputs.put(tensor, values);
        }
        return new RandomCase(3_000_000 + seed, text, "Tall", Map.of("B", 1, "H", 8, "N", n, "D", 4), Map.of(), inputs);
    }
}
