package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.codegen.Pipeline;
import dev.weft.codegen.explain.FoldedKeys;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.Device;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/// Long texts: sampled rows against the quadratic equations, work that grows as the text does, and steps
/// of one query against the whole text.
class CodesLongTest {
    private static final int DEPTH = 16;
    private static final int CODES = 64;
    private static final int BLOCK = 512;
    private static final int LONG = 65_536;

    private static final String TEXT = """
            attention LongText {
              dim N, M, D, S
              where N <= M
              query q : f32[1, 1, N, D]
              key k : f32[1, 1, M, D]
              value v : f32[1, 1, M, D]
              table c : f32[S, D]
              table r : f32[1024]
              out o : f32[1, 1, N, D]
              let t = i + M - N
              let z = nearest(k, c)
              score = q @ c[z] + (if t div 512 - j div 512 <= 1 then r[t - j] else 0)
              keep = j <= t
              o = softmax(score) @ v
              by codes(of = z, block = 512)
            }
            """;
    private static final Spec SPEC = Spec.of(new RandomCase(6_000_000, TEXT, "LongText", Map.of(), Map.of(), Map.of()));

    /// Queries see both sides.
    private static final Spec BOTH = Spec.of(new RandomCase(
            6_000_001,
            TEXT.replace("LongText", "BothSides")
                    .replace("t div 512 - j div 512 <= 1", "abs(t div 512 - j div 512) <= 1")
                    .replace("r[t - j]", "r[abs(t - j)]")
                    .replace("keep = j <= t", ""),
            "BothSides",
            Map.of(),
            Map.of(),
            Map.of()));

    private static final Batch BATCH = Batch.of(List.of(SPEC, BOTH));

    private final Random random = new Random(11);

    private Values normal(double scale, int... shape) {
        var values = Values.zeros(shape);
        Arrays.setAll(values.data(), _ -> (float) (scale * random.nextGaussian()));
        return values;
    }

    private Map<String, Values> inputs(int keys) {
        return new HashMap<>(Map.of(
                "q", normal(0.5, 1, 1, keys, DEPTH),
                "k", normal(1, 1, 1, keys, DEPTH),
                "v", normal(1, 1, 1, keys, DEPTH),
                "c", normal(1, CODES, DEPTH),
                "r", normal(1, 1024)));
    }

    private static double[] run(Spec spec, Map<String, Values> inputs, int queries, int keys, int workers) {
        var sizes = Map.of("N", queries, "M", keys, "D", DEPTH, "S", CODES);
        var one = new RandomCase(0, "", spec.one().kernel(), sizes, Map.of(), inputs);
        return Objects.requireNonNull(Run.of(BATCH.kernel(spec), one, Device.jvm(workers)::plan)
                        .get("o"))
                .data();
    }

    private static double[] data(Map<String, Values> inputs, String name) {
        return Objects.requireNonNull(inputs.get(name)).data();
    }

    @Test
    void sampledRowsOfALongTextAreThoseOfTheQuadraticEquations() {
        sampledRowsAreRight(SPEC, i -> i + 1);
    }

    @Test
    void sampledRowsThatSeeBothSidesAreThoseOfTheQuadraticEquations() {
        sampledRowsAreRight(BOTH, _ -> LONG);
    }

    /// @param seen how many keys row i sees
    private void sampledRowsAreRight(Spec spec, IntUnaryOperator seen) {
        var inputs = inputs(LONG);
        var got = run(spec, inputs, LONG, LONG, 2);
        var nearest = nearest(data(inputs, "k"), data(inputs, "c"));
        for (int i : new int[] {0, 511, 512, 1023, 1024, 1025, 8191, 30_000, 32_767, 32_768, 50_001, LONG - 1}) {
            var expected = row(inputs, nearest, i, seen.applyAsInt(i));
            for (int d = 0; d < DEPTH; d++) {
                assertThat(got[i * DEPTH + d]).as("row %d, entry %d", i, d).isCloseTo(expected[d], within(1e-5));
            }
        }
    }

    private static int[] nearest(double[] keys, double[] codes) {
        var nearest = new int[keys.length / DEPTH];
        for (int j = 0; j < nearest.length; j++) {
            float greatest = Float.NEGATIVE_INFINITY;
            for (int s = 0; s < CODES; s++) {
                float norm = 0;
                for (int d = 0; d < DEPTH; d++) {
                    float code = (float) codes[s * DEPTH + d];
                    norm = Math.fma(code, code, norm);
                }
                float score = -0.5f * norm;
                for (int d = 0; d < DEPTH; d++) {
                    score = Math.fma((float) keys[j * DEPTH + d], (float) codes[s * DEPTH + d], score);
                }
                if (score > greatest) {
                    greatest = score;
                    nearest[j] = s;
                }
            }
        }
        return nearest;
    }

    /// One row, pair by pair and in double precision.
    private static double[] row(Map<String, Values> inputs, int[] nearest, int i, int keys) {
        var q = data(inputs, "q");
        var c = data(inputs, "c");
        var scores = new double[keys];
        for (int j = 0; j < keys; j++) {
            for (int d = 0; d < DEPTH; d++) {
                scores[j] += q[i * DEPTH + d] * c[nearest[j] * DEPTH + d];
            }
            scores[j] += Math.abs(i / BLOCK - j / BLOCK) <= 1 ? data(inputs, "r")[Math.abs(i - j)] : 0;
        }
        double greatest = Arrays.stream(scores).max().orElseThrow();
        var sums = new double[DEPTH];
        double total = 0;
        for (int j = 0; j < keys; j++) {
            double weight = Math.exp(scores[j] - greatest);
            total += weight;
            for (int d = 0; d < DEPTH; d++) {
                sums[d] += weight * data(inputs, "v")[j * DEPTH + d];
            }
        }
        for (int d = 0; d < DEPTH; d++) {
            sums[d] /= total;
        }
        return sums;
    }

    @Test
    void aQueryAloneGivesTheRowOfTheWholeText() {
        int keys = 1700;
        var inputs = inputs(keys);
        var whole = run(SPEC, inputs, keys, keys, 2);
        for (int t : new int[] {1, 2, 513, 1024, 1025, 1537, 1700}) {
            var step = new HashMap<>(inputs);
            step.put("q", part(inputs, "q", t - 1, t));
            step.put("k", part(inputs, "k", 0, t));
            step.put("v", part(inputs, "v", 0, t));
            var got = run(SPEC, step, 1, t, 2);
            for (int d = 0; d < DEPTH; d++) {
                assertThat(got[d]).as("step %d", t).isCloseTo(whole[(t - 1) * DEPTH + d], within(2e-6));
            }
        }
    }

    private static Values part(Map<String, Values> inputs, String name, int from, int to) {
        var values = Values.zeros(1, 1, to - from, DEPTH);
        System.arraycopy(data(inputs, name), from * DEPTH, values.data(), 0, (to - from) * DEPTH);
        return values;
    }

    @Test
    void explainedWorkGrowsAsTheTextDoes() {
        growsAsTheTextDoes(SPEC, keys -> keys * (keys + 1) / 2);
    }

    @Test
    void explainedWorkOfBothSidesGrowsAsTheTextDoes() {
        growsAsTheTextDoes(BOTH, keys -> keys * keys);
    }

    private static void growsAsTheTextDoes(Spec spec, DoubleUnaryOperator kept) {
        var program = new Program("", "random.weft", List.of(spec.kernel()), List.of());
        var tiles = Pipeline.tiles(program, (Attention) spec.kernel());
        double more = work(tiles, 4096, kept) - work(tiles, 2048, kept);
        for (int keys = 4096; keys <= LONG; keys *= 2) {
            assertThat(work(tiles, 2 * keys, kept) - work(tiles, keys, kept)).isEqualTo(more * keys / 2048);
        }
    }

    /// Pairs of queries and codes or near keys, and distances to codes.
    private static double work(TileProgram tiles, int keys, DoubleUnaryOperator kept) {
        var sizes = Map.of("N", keys, "M", keys, "D", DEPTH, "S", CODES);
        var folded = FoldedKeys.of(tiles, sizes, Map.of()).orElseThrow();
        return folded.met() + folded.searched() + kept.applyAsDouble(keys) - folded.pairs();
    }
}
