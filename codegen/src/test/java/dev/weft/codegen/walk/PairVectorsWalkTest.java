package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Vectors that depend on a query and a key together, under functions that keep a product from being shared out.
class PairVectorsWalkTest {
    private static final List<String> SCORES = List.of(
            "norm(q - k)",
            "-norm(W @ (q - k))",
            "sum(relu(q + k))",
            "mean(abs(q - k)) * 3",
            "rms(W @ (q * k))",
            "relu(W @ (q + k)) @ a",
            "tanh(W @ q + U @ k) @ a",
            "tanh(W @ q + k[b, h, j] * 0.5) @ (U @ k)",
            "sum(W @ relu(q + k)) / D",
            "(W @ (q - k)) @ (U @ (q + k))",
            "tanh(U @ relu(W @ (q * k))) @ a",
            "norm(W @ rope(q - k, i - j))",
            "sum(rope(W @ (q * k), j)) / norm(1 + q * k)",
            "norm(if i - j < 2 then W @ (q - k) else U @ (q / (1 + abs(k))))",
            "(if norm(W @ (q - k)) < 3 then 1 else 0) + (W @ (q * k)) @ (if i < j then q else k)",
            "sigmoid(V[h] @ (q - k)) @ (V[h] @ k - a)",
            "norm(q / (norm(q - k) + 1) + W @ k * (a @ (q * k)))");
    private static final int[] LENGTHS = {1, 17, 131, 64};

    @Test
    void everyFormGivesTheInterpretersNumbers() {
        assertThat(Walk.failures(PairVectorsWalkTest::of, 0, SCORES.size() * 2)).isEmpty();
    }

    private static RandomCase of(long seed) {
        var score = SCORES.get((int) seed / 2);
        int n = LENGTHS[(int) (seed + seed / 2) % LENGTHS.length];
        var text = """
                attention Pairs {
                  dim B, H, N, D
                  table W, U : f32[D, D]
                  table V : f32[H, D, D]
                  table a : f32[D]
                  query q : f32[B, H, N, D]
                  key k : f32[B, H, N, D]
                  value v : f32[B, H, N, D]
                  out o : f32[B, H, N, D]
                  score = %s
                  keep = j <= i + 3
                  o = softmax(score) @ v
                }
                """.formatted(score);
        int d = 2 + 4 * (int) (seed % 4);
        var random = new Random(seed);
        var inputs = new LinkedHashMap<String, Values>();
        for (var matrix : List.of("W", "U")) {
            inputs.put(matrix, normal(random, d, d));
        }
        inputs.put("V", normal(random, 2, d, d));
        inputs.put("a", normal(random, d));
        for (var tensor : List.of("q", "k", "v")) {
            inputs.put(tensor, normal(random, 1, 2, n, d));
        }
        return new RandomCase(
                2_000_000 + seed, text, "Pairs", Map.of("B", 1, "H", 2, "N", n, "D", d), Map.of(), inputs);
    }

    private static Values normal(Random random, int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = (float) (0.5 * random.nextGaussian());
        }
        return values;
    }
}
