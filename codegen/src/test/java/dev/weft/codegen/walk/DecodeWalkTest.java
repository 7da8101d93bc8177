package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Few queries against many keys: keys that lie side by side, apart, or in pages, in every type, windows that begin
/// inside a tile, and numbers that are infinite, tiny or none, where they count and where they do not.
class DecodeWalkTest {
    private static final List<String> KEYS = List.of(
            "%s[B, G, M, D] at [b, h div (H div G), j]",
            "%s[B, M, G, D] at [b, j, h div (H div G)]",
            "%s[X, P, G, D] at [page[b, j div P], j mod P, h div (H div G)] for j < length[b]");
    private static final List<String> KEEPS = List.of("j <= t", "j <= t and (t - j < 21 or j < 3)", "j mod 5 != 3");
    private static final List<String> TYPES = List.of("f32", "f16", "bf16");
    private static final int[] DEPTHS = {64, 8, 128, 24, 32};
    private static final int[] LENGTHS = {300, 1, 17, 129, 16, 140};
    private static final int[] GROUPS = {4, 1, 8, 2, 3};

    @Test
    void fewQueriesMeetTheirKeys() {
        assertThat(Walk.failures(DecodeWalkTest::of, 0, 108)).isEmpty();
    }

    private static RandomCase of(long seed) {
        int n = (int) seed;
        boolean paged = n % 3 == 2;
        int keys = LENGTHS[n % LENGTHS.length];
        int depth = DEPTHS[n % DEPTHS.length];
        int group = GROUPS[n / 2 % GROUPS.length];
        int queries = Math.min(keys, n % 7 == 6 ? 2 : 1);
        int pages = Math.ceilDiv(keys, 4);
        var type = TYPES.get(n / 9 % 3);
        var layout = KEYS.get(n % 3).formatted(type);
        var text = """
                attention Decode {
                  dim B, H, G, N, M, D%s
                  where H mod G == 0 and N <= M
                  table length : i32[B]
                  query q : f32[B, H, N, D]
                  key k : %s
                  value v : %s
                  out o : f32[B, H, N, D]
                  let t = i + %s - N
                  score = q @ k / sqrt(D)
                  keep = %s
                  o = softmax(score) @ v
                }
                """.formatted(
                        paged ? ", P, X, L\n  table page : i32[B, L]" : "",
                        layout,
                        layout,
                        paged ? "length[b]" : "M",
                        KEEPS.get(n / 3 % 3));
        var sizes = new LinkedHashMap<>(Map.of("B", 2, "H", 2 * group, "G", 2, "N", queries, "M", keys, "D", depth));
        var random = new Random(seed);
        var inputs = new LinkedHashMap<String, Values>();
        inputs.put("length", filled(b -> Math.max(queries, keys - 3 * b), 2));
        inputs.put("q", filled(_ -> random.nextGaussian(), 2, 2 * group, queries, depth));
        if (paged) {
            sizes.putAll(Map.of("P", 4, "L", pages, "X", 2 * pages));
            inputs.put("page", filled(p -> (p * 7 + 3) % (2 * pages), 2, pages));
        }
        int[] shape = paged
                ? new int[] {2 * pages, 4, 2, depth}
                : n % 3 == 0 ? new int[] {2, 2, keys, depth} : new int[] {2, keys, 2, depth};
        inputs.put("k", filled(e -> e % 991 == 7 ? tiny(type) : short16(random), shape));
        inputs.put("v", filled(e -> e % 997 == 5 ? special(n) : short16(random), shape));
        return new RandomCase(3_000_000 + seed, text, "Decode", Map.copyOf(sizes), Map.of(), inputs);
    }

    /// A number that every type holds.
    private static double short16(Random random) {
        return Math.rint(16 * random.nextGaussian()) / 16;
    }

    /// Where a type has any, it has no full precision there.
    private static double tiny(String type) {
        return type.equals("f16") ? -0x5p-24 : 0x1p-130;
    }

    private static double special(int n) {
        return switch (n % 8) {
            case 3, 7 -> Double.NaN;
            case 5 -> Double.NEGATIVE_INFINITY;
            default -> 0.5;
        };
    }

    private static Values filled(IntToDoubleFunction element, int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = (float) element.applyAsDouble(e);
        }
        return values;
    }
}
