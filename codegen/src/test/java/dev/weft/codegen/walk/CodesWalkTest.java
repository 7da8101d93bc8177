package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Far keys that fold into codes give the numbers of the quadratic equations: every way to draw the
/// border, for every block, ragged ends, more codes than keys, one code alone, near keys as they are or
/// by their codes.
class CodesWalkTest {
    /// Score and keep, and what else they need.
    private static final List<String> EQUATIONS = List.of("""
              let near = t div %1$d - j div %1$d <= 1
              score = q @ c[g, z] / sqrt(D) + (if near then r[h, t - j] else 0)
              keep = j <= t
              o = softmax(score) @ v
            """, """
              score = (if t - j <= w then q @ k else q @ c[g, z]) / sqrt(D)
              keep = j <= t
              o = softmax(score) @ v
            """, """
              score = q @ c[g, z]
              keep = j <= t
              o = softmax(score, sink = r[h, i]) @ v
            """, """
              score = q @ c[g, z] / 2
              o = softmax(score) @ v
            """, """
              score = q @ c[g, z] - 0.1 * min(t - j, w)
              keep = j <= t and valid[b, j] and (allowed[z] or t - j < w)
              o = 2 * (softmax(score) @ v)
            """, """
              score = if t - j < w then rope(q, t) @ rope(k, j) else rope(q, w) @ c[g, z]
              keep = j <= t
              o = softmax(score) @ v
            """, """
              score = q @ c[g, z] + (if j div 3 > t div 3 - 2 and h > 0 then r[h, t - j] else 0.25)
              keep = j <= t and t mod 3 != 1
              o = softmax(score) @ v
            """);

    /// The same for queries that see both sides, or what comes after them alone.
    private static final List<String> BOTH_SIDES = List.of("""
              let near = abs(t div %1$d - j div %1$d) <= 1
              score = (if near then q @ k else q @ c[g, z]) / sqrt(D)
              o = softmax(score) @ v
            """, """
              score = if abs(t - j) < w then q @ k else q @ c[g, z]
              o = softmax(score) @ v
            """, """
              score = q @ c[g, z] + (if abs(t - j) <= w then r[h, abs(t - j)] else 0.25)
              keep = valid[b, j] and (allowed[z] or abs(t - j) <= w)
              o = softmax(score) @ v
            """, """
              score = q @ c[g, z] - 0.1 * min(abs(t - j), w)
              keep = j <= t or valid[b, j]
              o = 2 * (softmax(score) @ v)
            """, """
              score = if -2 <= t - j < w then rope(q, t) @ rope(k, j) else q @ c[g, z]
              o = softmax(score, sink = r[h, i]) @ v
            """, """
              score = q @ c[g, z] + (if j - t <= w then r[h, j - t] else 0)
              keep = t <= j
              o = softmax(score) @ v
            """, """
              let near = j div 3 > t div 3 - 2 and j div 3 <= t div 3 + 1 and h > 0
              score = q @ c[g, z] + (if near then r[h, abs(t - j)] else 0.25)
              keep = t mod 3 != 1
              o = softmax(score) @ v
            """);

    private static final int[] LENGTHS = {41, 1, 130, 16, 200, 7};
    private static final int[] BLOCKS = {8, 1, 2, 3, 5, 64, 400};
    private static final int[] CODES = {11, 1, 70, 300, 3};
    private static final List<String> TYPES = List.of("f32", "f16", "bf16");

    @Test
    void farKeysFoldToTheSameNumbers() {
        assertThat(Walk.failures(CodesWalkTest::of, 0, 70)).isEmpty();
    }

    @Test
    void farKeysOnBothSidesFoldToTheSameNumbers() {
        assertThat(Walk.failures(CodesWalkTest::bothSides, 0, 70)).isEmpty();
    }

    /// Where a limit leaves no key far, nothing folds.
    @Test
    void aBlockAsLongAsTheLimitFoldsNothing() {
        assertThat(Walk.failures(CodesWalkTest::allNear, 100, 3)).isEmpty();
    }

    /// All equations that draw the border by blocks, with blocks as long as texts may be.
    static RandomCase allNear(long seed) {
        var one = of(77 + seed % 100 * 7);
        var text = one.text().replaceAll("(div |block = )\\d+", "$1400");
        assertThat(text).contains("t div 400 - j div 400 <= 1", "block = 400");
        return new RandomCase(3_000_000 + seed, text, one.kernel(), one.sizes(), one.params(), one.inputs());
    }

    /// A case whose equations, sizes and block go by the seed.
    static RandomCase of(long seed) {
        return of(seed, EQUATIONS, 3_000_000 + seed);
    }

    /// The same for queries that see both sides.
    static RandomCase bothSides(long seed) {
        return of(seed, BOTH_SIDES, 3_500_000 + seed);
    }

    private static RandomCase of(long seed, List<String> all, long number) {
        int n = (int) seed;
        int keys = LENGTHS[n % LENGTHS.length];
        int queries = n % 4 == 3 ? Math.max(1, keys / 3) : keys;
        int block = BLOCKS[n / 2 % BLOCKS.length];
        int codes = CODES[n % CODES.length];
        int groups = n % 3 == 1 ? 1 : 2;
        int heads = groups * (n % 5 == 2 ? 3 : 1);
        int depth = n % 2 == 0 ? 20 : 8;
        var equations = all.get(n % all.size()).formatted(block);
        var existing = n % 8 == 5 ? "for j < length[b]" : "";
        var by = n % 11 == 10 ? "" : "by codes(of = z, block = " + block + ")\n";
        var text = head(TYPES.get(n / 3 % 3), existing) + equations + by + "}\n";
        var sizes = new LinkedHashMap<>(Map.of("B", 2, "H", heads, "G", groups, "N", queries, "M", keys));
        sizes.putAll(Map.of("D", depth, "E", 5, "S", codes));
        var random = new Random(seed);
        var inputs = new LinkedHashMap<String, Values>();
        inputs.put("q", normal(random, 2, heads, queries, depth));
        inputs.put("k", normal(random, 2, groups, keys, depth));
        inputs.put("v", normal(random, 2, groups, keys, 5));
        inputs.put("c", normal(random, groups, codes, depth));
        inputs.put("r", normal(random, heads, 400));
        inputs.put("length", flags(random, Math.max(1, keys - 9), 2));
        inputs.put("valid", flags(random, 0, 2, keys));
        inputs.put("allowed", flags(random, 0, codes));
        return new RandomCase(number, text, "Coded", sizes, Map.of("w", (double) (n % 9)), inputs);
    }

    /// What all kernels declare.
    private static String head(String type, String existing) {
        return """
            attention Coded {
              dim B, H, G, N, M, D, E, S
              where H mod G == 0 and N <= M and M <= 400 and 0 <= w
              param w : i32
              query q : f32[B, H, N, D]
              key k : %1$s[B, G, M, D] at [b, h div (H div G), j] %2$s
              value v : %1$s[B, G, M, E] at [b, h div (H div G), j] %2$s
              table length : i32[B]
              table c : %1$s[G, S, D]
              table r : f32[H, 400]
              table valid : bool[B, M]
              table allowed : bool[S]
              out o : f32[B, H, N, E]
              out lse : f32[B, H, N]
              let g = h div (H div G)
              let t = i + M - N
              let z = nearest(k, c[g])
              lse = logsumexp(score)
            """.formatted(type, existing);
    }

    /// Numbers that f16 and bf16 hold exactly.
    private static Values normal(Random random, int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = Math.clamp(Math.rint(random.nextGaussian() * 32), -127, 127) / 32;
        }
        return values;
    }

    private static Values flags(Random random, int least, int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = least + (random.nextInt(4) > 0 ? 1 : 0);
        }
        return values;
    }
}
