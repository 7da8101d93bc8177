package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.KernelDefinition;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Documents in one sequence against each of them in a sequence of its own, by the same kernel.
final class PackedDocuments {
    private static final int DEPTH = 8;
    private static final int CODES = 19;
    /// Shorter and longer than a tile of rows and than the 24 keys between two states of a device.
    private static final int[] LENGTHS = {150, 1, 77, 9, 260, 30};

    /// One that looks back, and one that sees both sides.
    static final List<Spec> SPECS = List.of(
            spec(5_100_000, "(i - s) div 8 - (j - s) div 8 <= 1", "i - j", "s <= j and j <= i"),
            spec(5_100_001, "abs(i - j) < 12", "abs(i - j)", "start[i] == start[j]"));

    private PackedDocuments() {}

    private static Spec spec(long seed, String near, String distance, String keep) {
        var text = """
                attention Packed {
                  dim N, D, S
                  query q : f32[1, 1, N, D]
                  key k : f32[1, 1, N, D]
                  value v : f32[1, 1, N, D]
                  table c : f32[S, D]
                  table r : f32[16]
                  table start : i32[N]
                  out o : f32[1, 1, N, D]
                  let z = nearest(k, c)
                  let s = start[i]
                  let near = %s
                  score = q @ c[z] + (if near then r[%s] else 0)
                  keep = %s
                  o = softmax(score) @ v
                  by codes(of = z, block = 8)
                }
                """.formatted(near, distance, keep);
        return Spec.of(new RandomCase(seed, text, "Packed", Map.of(), Map.of(), Map.of()));
    }

    /// Compares them.
    ///
    /// @param wild an entry of a value of the first document, which no other may meet
    static void check(KernelDefinition kernel, double wild, Run.Planner planner) {
        var random = new Random(3);
        int keys = Arrays.stream(LENGTHS).sum();
        var whole = new LinkedHashMap<String, Values>();
        for (var name : List.of("q", "k", "v")) {
            whole.put(name, normal(random, 1, 1, keys, DEPTH));
        }
        whole.put("c", normal(random, CODES, DEPTH));
        whole.put("r", normal(random, 16));
        Objects.requireNonNull(whole.get("v")).data()[20 * DEPTH] = wild;
        var starts = Values.zeros(keys);
        int from = 0;
        for (int length : LENGTHS) {
            Arrays.fill(starts.data(), from, from + length, from);
            from += length;
        }
        whole.put("start", starts);
        var together = outs(kernel, whole, keys, planner);
        from = 0;
        for (int length : LENGTHS) {
            var alone = new LinkedHashMap<>(whole);
            for (var name : List.of("q", "k", "v")) {
                var part = Values.zeros(1, 1, length, DEPTH);
                System.arraycopy(
                        Objects.requireNonNull(whole.get(name)).data(), from * DEPTH, part.data(), 0, length * DEPTH);
                alone.put(name, part);
            }
            alone.put("start", Values.zeros(length));
            if (from > 0 || Double.isFinite(wild)) {
                var got = outs(kernel, alone, length, planner);
                for (int e = 0; e < got.length; e++) {
                    assertThat(together[from * DEPTH + e])
                            .as("entry %d of the document at %d", e, from)
                            .isCloseTo(got[e], within(2e-6));
                }
            }
            from += length;
        }
    }

    private static Values normal(Random random, int... shape) {
        var values = Values.zeros(shape);
        Arrays.setAll(values.data(), _ -> (float) random.nextGaussian());
        return values;
    }

    private static double[] outs(KernelDefinition kernel, Map<String, Values> inputs, int keys, Run.Planner planner) {
        var sizes = Map.of("N", keys, "D", DEPTH, "S", CODES);
        var one = new RandomCase(0, "", "Packed", sizes, Map.of(), inputs);
        return Objects.requireNonNull(Run.of(kernel, one, planner).get("o")).data();
    }
}
