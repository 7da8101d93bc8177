package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.Device;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Packed documents reset what folds: the numbers of the quadratic equations, and of each document alone.
class CodesDocumentsTest {
    private static final List<String> EQUATIONS = List.of("""
              score = (if t - j <= w then q @ k else q @ c[g, z]) / sqrt(D)
              keep = j <= t and doc[b, t] == doc[b, j]
            """, """
              let s = start[b, t]
              let near = (t - s) div %1$d - (j - s) div %1$d <= 1
              score = q @ c[g, z] + (if near then r[h, t - j] else 0)
              keep = s <= j and j <= t
            """, """
              score = q @ c[g, z] / 2
              keep = doc[b, t] == doc[b, j]
            """, """
              score = q @ c[g, z] - 0.1 * min(t - j, w)
              keep = j <= t and doc[b, t] == doc[b, j] and start[b, t] <= j and (allowed[z] or t - j < w)
            """, """
              score = (if abs(t - j) <= w then q @ k else q @ c[g, z]) / sqrt(D)
              keep = doc[b, t] == doc[b, j]
            """, """
              let s = start[b, t]
              let near = abs((t - s) div %1$d - (j - s) div %1$d) <= 1
              score = q @ c[g, z] + (if near then r[h, abs(t - j)] else 0)
              keep = s <= j and doc[b, t] == doc[b, j] and (allowed[z] or near)
            """);
    private static final int[] LENGTHS = {170, 41, 1, 130, 333, 7};
    private static final int[] BLOCKS = {1, 2, 3, 5, 8, 64};

    @Test
    void documentsGiveTheNumbersOfTheEquations() {
        assertThat(Walk.failures(CodesDocumentsTest::of, 0, 54)).isEmpty();
    }

    static RandomCase of(long seed) {
        int n = (int) seed;
        int keys = LENGTHS[n / 4 % LENGTHS.length];
        int queries = n % 7 == 3 ? Math.max(1, keys / 3) : keys;
        int block = BLOCKS[n / 2 % BLOCKS.length];
        int groups = n % 3 == 1 ? 1 : 2;
        int heads = groups * (n % 5 == 2 ? 3 : 1);
        var text = """
                attention Coded {
                  dim B, H, G, N, M, D, E, S
                  where H mod G == 0 and N <= M and M <= 400 and 0 <= w
                  param w : i32
                  query q : f32[B, H, N, D]
                  key k : f32[B, G, M, D] at [b, h div (H div G), j]
                  value v : f32[B, G, M, E] at [b, h div (H div G), j]
                  table c : f32[G, S, D]
                  table r : f32[H, 400]
                  table doc, start : i32[B, M]
                  table allowed : bool[S]
                  out o : f32[B, H, N, E]
                  out lse : f32[B, H, N]
                  let g = h div (H div G)
                  let t = i + M - N
                  let z = nearest(k, c[g])
                  o = softmax(score) @ v
                  lse = logsumexp(score)
                """ + EQUATIONS.get(n % EQUATIONS.size()).formatted(block) + "by codes(of = z, block = " + block
                + ")\n}\n";
        var sizes = new LinkedHashMap<>(Map.of("B", 2, "H", heads, "G", groups, "N", queries, "M", keys));
        int codes = n / 4 % 4 == 3 ? 1 : 9;
        sizes.putAll(Map.of("D", 12, "E", 5, "S", codes));
        var random = new Random(seed);
        var inputs = new LinkedHashMap<String, Values>();
        inputs.put("q", normal(random, 2, heads, queries, 12));
        inputs.put("k", normal(random, 2, groups, keys, 12));
        inputs.put("v", normal(random, 2, groups, keys, 5));
        inputs.put("c", normal(random, groups, codes, 12));
        inputs.put("r", normal(random, heads, 400));
        var documents = Values.zeros(2, keys);
        var starts = Values.zeros(2, keys);
        // Every ninth case has documents that come back, which must be right too.
        boolean mixed = n % 9 == 8;
        for (int b = 0; b < 2; b++) {
            int start = 0;
            for (int j = 0; j < keys; j++) {
                start = j > 0 && random.nextInt(n / 4 % 2 == 0 ? 60 : 9) == 0 ? j : start;
                documents.data()[b * keys + j] = mixed ? random.nextInt(3) : 1000 - start;
                starts.data()[b * keys + j] = start;
            }
        }
        inputs.put("doc", documents);
        inputs.put("start", starts);
        var allowed = Values.zeros(codes);
        Arrays.setAll(allowed.data(), s -> s % 3 == 1 ? 0 : 1);
        inputs.put("allowed", allowed);
        return new RandomCase(5_000_000 + seed, text, "Coded", sizes, Map.of("w", (double) (n % 9)), inputs);
    }

    private static Values normal(Random random, int... shape) {
        var values = Values.zeros(shape);
        Arrays.setAll(values.data(), _ -> (float) random.nextGaussian());
        return values;
    }

    private static final Batch PACKED = Batch.of(PackedDocuments.SPECS);

    @Test
    void packedDocumentsAreWhatEachIsAlone() {
        PackedDocuments.SPECS.forEach(spec -> PackedDocuments.check(PACKED.kernel(spec), 0.5, Device.jvm(3)::plan));
    }

    @Test
    void whatIsInfiniteStaysInItsDocument() {
        PackedDocuments.SPECS.forEach(
                spec -> PackedDocuments.check(PACKED.kernel(spec), Double.POSITIVE_INFINITY, Device.jvm(3)::plan));
    }
}
