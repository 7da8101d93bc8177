package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.random.RandomCase;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.carry.StateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sequence that is given bit by bit: the rows are those of the whole, whatever the chunks, and
/// so is the state, bit by bit.
class CarriedStateTest {
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
              o = softmax(score, sink = r[h, t]) @ v
            """, """
              score = q @ c[g, z] - 0.1 * min(t - j, w)
              keep = j <= t and valid[b, j] and (allowed[z] or t - j < w)
              o = 2 * (softmax(score) @ v)
            """, """
              score = if t - j < w then rope(q, t) @ rope(k, j) else rope(q, w) @ c[g, z]
              keep = j <= t
              o = softmax(score) @ v
            """);
    private static final int[] BLOCKS = {8, 1, 3, 64};
    private static final int[] TOKENS = {93, 40, 61, 200};
    private static final int[] CODES = {11, 1, 70, 37};
    private static final List<String> TYPES = List.of("f32", "f16");

    /// Chunks, and how many tokens are computed at once.
    private static final List<int[]> CHUNKS = List.of(new int[] {1}, new int[] {7, 1, 30, 2}, new int[] {64, 3});

    private static final List<Spec> SPECS =
            IntStream.range(0, 20).mapToObj(CarriedStateTest::of).map(Spec::of).toList();
    private static final Batch BATCH = Batch.of(SPECS);

    @Test
    void chunksGiveTheRowsOfTheWhole() {
        var failures = new ArrayList<String>();
        for (var spec : SPECS) {
            int all = spec.one().sizes().getOrDefault("M", 0);
            var expected = spec.expected();
            byte[] once = {};
            var ways = new ArrayList<>(CHUNKS);
            ways.addFirst(new int[] {all});
            for (int n = 0; n < ways.size(); n++) {
                try (var sequence = new Sequence(spec, Sequence.of(spec, BATCH), n == 0 ? 48 : 16, 1 + n % 2)) {
                    var outs = sequence.takeAll(all, ways.get(n)).outs();
                    expected.forEach((out, values) -> {
                        var wrong = Tolerance.of(spec.kernel(), out)
                                .difference(values, Objects.requireNonNull(outs.get(out)));
                        if (!wrong.isEmpty()) {
                            failures.add(out + ": " + wrong + "\n" + spec.one().text());
                        }
                    });
                    once = n == 0 ? sequence.saved() : once;
                    if (!Arrays.equals(once, sequence.saved())) {
                        failures.add("the state differs\n" + spec.one().text());
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void theStateStaysAsLargeAsItIs() {
        var spec = SPECS.getFirst();
        try (var sequence = new Sequence(spec, Sequence.of(spec, BATCH), 8, 1)) {
            sequence.takeAll(48, 8);
            int size = sequence.saved().length;
            sequence.takeAll(88, 8);
            assertThat(sequence.state().tokens()).isEqualTo(88);
            assertThat(sequence.saved()).hasSize(size);
            assertThat(sequence.state().recent()).isBetween(8, 16);
        }
    }

    @Test
    void savedStatesGoOn(@TempDir Path folder) throws IOException {
        for (int n : new int[] {0, 1, 3, 4}) {
            var spec = SPECS.get(n);
            int all = spec.one().sizes().getOrDefault("M", 0);
            var kernel = Sequence.of(spec, BATCH);
            var file = folder.resolve("state" + n);
            try (var first = new Sequence(spec, kernel, 16, 1);
                    var second = new Sequence(spec, kernel, 7, 1)) {
                first.takeAll(all - 11, 13);
                first.state().save(file);
                second.takeAll(5, 5);
                second.state().restore(file);
                second.skip(all - 16);
                assertThat(second.saved()).isEqualTo(first.saved());
                second.takeAll(all, 1);
                first.takeAll(all, 1);
                assertThat(second.saved()).isEqualTo(first.saved());
                first.outs()
                        .forEach((out, values) ->
                                assertThat(lastRow(second.outs().get(out))).isEqualTo(lastRow(values)));
                first.state().clear();
                assertThat(first.state().tokens()).isZero();
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(4);
        }
    }

    /// The last number, which belongs to the last token of the last head.
    private static double lastRow(@Nullable Values values) {
        return Objects.requireNonNull(values).data()[values.data().length - 1];
    }

    @Test
    void whatCannotBeRestoredIsNamedAndChangesNothing() {
        var spec = SPECS.getFirst();
        var other = SPECS.get(1);
        try (var sequence = new Sequence(spec, Sequence.of(spec, BATCH), 16, 1);
                var stranger = new Sequence(other, Sequence.of(other, BATCH), 16, 1);
                var empty = new Sequence(spec, Sequence.of(spec, BATCH), 16, 1)) {
            sequence.takeAll(60, 60);
            stranger.takeAll(30, 30);
            var whole = sequence.saved();
            var before = empty.saved();
            refused(empty, Arrays.copyOf(whole, whole.length - 1), "the saved state of Coded ends too early");
            refused(empty, Arrays.copyOf(whole, 3), "ends too early");
            refused(empty, new byte[64], "this is no saved state");
            refused(empty, stranger.saved(), "belongs to other equations, with the hash");
            refused(empty, changed(whole, 11, 2), "has version 2, but this is 1");
            var bent = whole.clone();
            bent[whole.length / 2] = (byte) ~bent[whole.length / 2];
            refused(empty, bent, "is damaged: it has another checksum than was written");
            // The last four of the counts, means and codes that come before the recent values.
            int values = 2 * 2 * 5 * 4 * sequence.state().recent();
            int codes = whole.length - 8 - values - 4;
            refused(
                    empty,
                    checked(changed(whole, codes + 3, 11)),
                    "is damaged: it holds the code 11, but there are 11");
            refused(empty, checked(changed(whole, codes, 0x80)), "is damaged: it holds the code -");
            assertThat(empty.saved()).isEqualTo(before);
        }
    }

    private static void refused(Sequence sequence, byte[] saved, String message) {
        assertThatThrownBy(() -> sequence.state().restore(new ByteArrayInputStream(saved)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(message);
    }

    private static byte[] changed(byte[] saved, int at, int value) {
        var copy = saved.clone();
        copy[at] = (byte) value;
        return copy;
    }

    /// With the checksum that fits.
    private static byte[] checked(byte[] saved) {
        var sum = new CRC32();
        sum.update(saved, 0, saved.length - 8);
        return ByteBuffer.wrap(saved).putLong(saved.length - 8, sum.getValue()).array();
    }

    @Test
    void keysWithoutACodeChangeNothing() {
        var spec = SPECS.getFirst();
        var inputs = new LinkedHashMap<>(spec.one().inputs());
        var keys = Objects.requireNonNull(inputs.get("k"));
        var spoilt = new Values(keys.shape(), keys.data().clone());
        spoilt.data()[20 * 8 + 3] = Double.NaN;
        inputs.put("k", spoilt);
        var one = spec.one();
        var bad = new RandomCase(one.seed(), one.text(), one.kernel(), one.sizes(), one.params(), inputs);
        try (var sequence = new Sequence(spec.on(bad), Sequence.of(spec, BATCH), 16, 1)) {
            sequence.takeAll(18, 6);
            var before = sequence.saved();
            assertThatThrownBy(() -> sequence.takeAll(30, 12))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("`k` holds NaN or a number without bound at token 20 (batch 0, group 0)");
            assertThat(sequence.saved()).isEqualTo(before);
        }
    }

    /// Tables end with the last token: rows that only fill a step up read no further.
    @Test
    void shortChunksAtTheEndOfATable() {
        var text = head("f32").replace("M <= 400", "M <= 61").replace("r : f32[H, 400]", "r : f32[H, 61]") + """
              score = q @ c[g, z] + r[h, t] * r[h, 60 - t]
              keep = j <= t
              o = softmax(score) @ v
              by codes(of = z, block = 8)
            }
            """;
        var sizes = new LinkedHashMap<>(Map.of("B", 2, "H", 2, "G", 2, "N", 61, "M", 61));
        sizes.putAll(Map.of("D", 8, "E", 5, "S", 11));
        var random = new Random(3);
        var inputs = new LinkedHashMap<String, Values>();
        inputs.put("q", normal(random, 2, 2, 61, 8));
        inputs.put("k", normal(random, 2, 2, 61, 8));
        inputs.put("v", normal(random, 2, 2, 61, 5));
        inputs.put("c", normal(random, 2, 11, 8));
        inputs.put("r", normal(random, 2, 61));
        inputs.put("valid", flags(random, 2, 61));
        inputs.put("allowed", flags(random, 11));
        var spec = Spec.of(new RandomCase(5_000_100, text, "Coded", sizes, Map.of("w", 3.0), inputs));
        var batch = Batch.of(List.of(spec));
        for (int tail : new int[] {2, 5, 29}) {
            try (var sequence = new Sequence(spec, Sequence.of(spec, batch), 48, 1)) {
                sequence.takeAll(61 - tail, 61 - tail);
                var outs = sequence.takeAll(61, tail).outs();
                spec.expected()
                        .forEach((out, values) -> assertThat(Tolerance.of(spec.kernel(), out)
                                        .difference(values, Objects.requireNonNull(outs.get(out))))
                                .isEmpty());
            }
        }
    }

    /// What tensors may hold is saved and restored, infinite values too.
    @Test
    void infiniteValuesAreRestored() throws IOException {
        var first = SPECS.getFirst();
        var inputs = new LinkedHashMap<>(first.one().inputs());
        var values = Objects.requireNonNull(inputs.get("v"));
        var spoilt = new Values(values.shape(), values.data().clone());
        spoilt.data()[3] = Double.NEGATIVE_INFINITY;
        spoilt.data()[58 * 5] = Double.POSITIVE_INFINITY;
        inputs.put("v", spoilt);
        var one = first.one();
        var spec = first.on(new RandomCase(one.seed(), one.text(), one.kernel(), one.sizes(), one.params(), inputs));
        try (var sequence = new Sequence(spec, Sequence.of(first, BATCH), 16, 1);
                var other = new Sequence(spec, Sequence.of(first, BATCH), 16, 1)) {
            var saved = sequence.takeAll(60, 60).saved();
            other.state().restore(new ByteArrayInputStream(saved));
            assertThat(other.saved()).isEqualTo(saved);
        }
    }

    /// However a call is split, an out may not be what is still to be read.
    @Test
    void outsHaveMemoryOfTheirOwn() {
        var spec = SPECS.getFirst();
        try (var sequence = new Sequence(spec, Sequence.of(spec, BATCH), 16, 1);
                var q = Tensor.allocate(DType.F32, 2, 2, 40, 8);
                var k = Tensor.allocate(DType.F32, 2, 2, 40, 8);
                var v = Tensor.allocate(DType.F32, 2, 2, 40, 5);
                var valid = Tensor.allocate(DType.BOOL, 2, 40);
                var lse = Tensor.allocate(DType.F32, 2, 2, 40)) {
            assertThatThrownBy(() -> sequence.state().append(q, k, v, valid, v, lse))
                    .hasMessage("Coded: the out o shares memory with v: give it a tensor of its own");
            assertThat(sequence.state().tokens()).isZero();
        }
    }

    @Test
    void factsLimitTheTokens() {
        var spec = SPECS.getFirst();
        try (var sequence = new Sequence(spec, Sequence.of(spec, BATCH), 16, 1);
                var q = Tensor.allocate(DType.F32, 2, 2, 401, 8);
                var k = Tensor.allocate(DType.F32, 2, 2, 401, 8);
                var v = Tensor.allocate(DType.F32, 2, 2, 401, 5);
                var valid = Tensor.allocate(DType.BOOL, 2, 401);
                var o = Tensor.allocate(DType.F32, 2, 2, 401, 5);
                var lse = Tensor.allocate(DType.F32, 2, 2, 401)) {
            assertThatThrownBy(() -> sequence.state().append(q))
                    .hasMessageContaining("takes 6 tensors with each call: q, k, v, valid, o, lse");
            assertThatThrownBy(() -> sequence.state().append(q, q, q, q, q, q))
                    .hasMessageContaining("v is f32[2, 2, 401, 8], but f32[2, 2, 401, 5] is needed");
            assertThatThrownBy(() -> sequence.state().append(q, k, v, valid, o, lse))
                    .hasMessageContaining("M <= 400");
            assertThat(sequence.state().tokens()).isZero();
        }
    }

    /// A case whose equations, sizes and block go by its number.
    static RandomCase of(int n) {
        int block = BLOCKS[n % 4];
        int tokens = TOKENS[n % 4];
        int codes = CODES[n / 2 % 4];
        int groups = n % 3 == 1 ? 1 : 2;
        int heads = groups * (n % 5 == 2 ? 3 : 1);
        var equations = EQUATIONS.get(n % EQUATIONS.size()).formatted(block);
        var text = head(TYPES.get(n / 3 % 2)) + equations + "by codes(of = z, block = " + block + ")\n}\n";
        var sizes = new LinkedHashMap<>(Map.of("B", 2, "H", heads, "G", groups, "N", tokens, "M", tokens));
        sizes.putAll(Map.of("D", 8, "E", 5, "S", codes));
        var random = new Random(n);
        var inputs = new LinkedHashMap<String, Values>();
        inputs.put("q", normal(random, 2, heads, tokens, 8));
        inputs.put("k", normal(random, 2, groups, tokens, 8));
        inputs.put("v", normal(random, 2, groups, tokens, 5));
        inputs.put("c", normal(random, groups, codes, 8));
        inputs.put("r", normal(random, heads, 400));
        inputs.put("valid", flags(random, 2, tokens));
        inputs.put("allowed", flags(random, codes));
        return new RandomCase(5_000_000 + n, text, "Coded", sizes, Map.of("w", (double) (n % 9)), inputs);
    }

    private static String head(String type) {
        return """
            attention Coded {
              dim B, H, G, N, M, D, E, S
              where H mod G == 0 and N <= M and M <= 400 and 0 <= w
              param w : i32
              query q : f32[B, H, N, D]
              key k : %1$s[B, G, M, D] at [b, h div (H div G), j]
              value v : %1$s[B, G, M, E] at [b, h div (H div G), j]
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
            """.formatted(type);
    }

    /// Numbers that f16 holds exactly.
    static Values normal(Random random, int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = Math.clamp(Math.rint(random.nextGaussian() * 32), -127, 127) / 32;
        }
        return values;
    }

    private static Values flags(Random random, int... shape) {
        var values = Values.zeros(shape);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = random.nextInt(4) > 0 ? 1 : 0;
        }
        return values;
    }
}
