package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.kernels.hybrid.Hwfa;
import dev.weft.kernels.hybrid.Hwfa2;
import dev.weft.kernels.hybrid.Hwfa2Training;
import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.cache.CacheFullException;
import dev.weft.runtime.cache.Room;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Stacks of windows and full layers: as prefill, token by token, and how far their layers see. What goes from
/// layer to layer is a model without weights: queries are what came out of the layer below, keys its first head and
/// values its second.
final class HybridTest {
    private static final int H = 2;
    private static final int D = 16;

    /// A stack that is ready, whichever it is.
    private interface Layers {
        void run(int layer, Tensor q, Tensor k, Tensor v, Tensor o);
    }

    /// What `layers` layers make of `x`, `[B, H, N, D]`.
    private static float[] through(Layers stack, int layers, float[] x, int batch, int tokens) {
        var state = x.clone();
        for (int layer = 1; layer <= layers; layer++) {
            try (var q = Tensor.of(state, batch, H, tokens, D);
                    var k = Tensor.of(head(state, 0, batch, tokens), batch, 1, tokens, D);
                    var v = Tensor.of(head(state, 1, batch, tokens), batch, 1, tokens, D);
                    var o = Tensor.allocate(DType.F32, batch, H, tokens, D)) {
                stack.run(layer, q, k, v, o);
                var out = o.toFloats();
                for (int n = 0; n < state.length; n++) {
                    state[n] = (state[n] + out[n]) / 2;
                }
            }
        }
        return state;
    }

    private static float[] head(float[] x, int head, int batch, int tokens) {
        var one = new float[batch * tokens * D];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(x, (b * H + head) * tokens * D, one, b * tokens * D, tokens * D);
        }
        return one;
    }

    /// Tokens `from` up to `end` of `x`.
    private static float[] cut(float[] x, int batch, int tokens, int from, int end) {
        var part = new float[batch * H * (end - from) * D];
        for (int bh = 0; bh < batch * H; bh++) {
            System.arraycopy(x, (bh * tokens + from) * D, part, bh * (end - from) * D, (end - from) * D);
        }
        return part;
    }

    private static float[] normal(int length, int seed) {
        var random = new SplittableRandom(seed);
        var x = new float[length];
        for (int n = 0; n < length; n++) {
            x[n] = (float) random.nextGaussian();
        }
        return x;
    }

    private static double difference(float[] one, float[] other) {
        assertThat(one).hasSameSizeAs(other);
        double greatest = 0;
        for (int n = 0; n < one.length; n++) {
            greatest = Math.max(greatest, Math.abs(one[n] - other[n]));
        }
        return greatest;
    }

    private static float[] hwfa2(float[] x, int batch, int tokens) {
        try (var plan = Hwfa2.on(Device.jvm(2))
                .plan(new Hwfa2.Sizes(batch, H, 1, tokens, tokens, D), 6, 2, 9, 20, 64)) {
            return through(plan::run, plan.layers(), x, batch, tokens);
        }
    }

    // ---- one token at a time

    @Test
    void aThousandTokensOneByOneAreThePrefill() {
        int tokens = 1000;
        var x = normal(H * tokens * D, 1);
        var whole = hwfa2(x, 1, tokens);
        try (var session = Hwfa2.on(Device.jvm(2))
                .session(new Hwfa2.SessionSizes(1, H, 1, 1, D), Room.of(1, tokens), 6, 2, 9, 20, 64)) {
            var bytes = session.bytes(1);
            for (int token = 0; token < tokens; token++) {
                session.add(1);
                var out = through(session::run, 6, cut(x, 1, tokens, token, token + 1), 1, 1);
                assertThat(difference(out, cut(whole, 1, tokens, token, token + 1)))
                        .as("token %d", token)
                        .isLessThan(2e-5);
            }
            assertThat(session.length(0)).isEqualTo(tokens);
            // 8 tokens before a query's own and that, in f32: keys and values
            assertThat(session.bytes(1)).isEqualTo(bytes).isEqualTo(9L * D * 4 * 2);
            assertThat(session.bytes(3)).isEqualTo((long) Math.ceilDiv(tokens, 16) * 16 * D * 4 * 2);
        }
    }

    @Test
    void hwfaGoesOnTokenByToken() {
        int tokens = 200;
        var x = normal(H * tokens * D, 2);
        float[] whole;
        try (var plan = Hwfa.on(Device.jvm(2)).plan(new Hwfa.Sizes(1, H, 1, tokens, tokens, D), 4, 9, 64)) {
            whole = through(plan::run, 4, x, 1, tokens);
        }
        try (var session = Hwfa.on(Device.jvm(1))
                .session(new Hwfa.SessionSizes(1, H, 1, 64, D), Room.of(1, tokens), 4, 9, 64)) {
            // a prompt, a chunk, then single tokens
            int at = 0;
            while (at < tokens) {
                int count = at == 0 ? 64 : at == 64 ? 29 : 1;
                session.add(count);
                var out = through(session::run, 4, cut(x, 1, tokens, at, at + count), 1, count);
                assertThat(difference(out, cut(whole, 1, tokens, at, at + count))).isLessThan(2e-5);
                at += count;
            }
        }
    }

    /// TornadoVM (the emulator where there is no SDK).
    @Test
    void devicesGoOnTokenByTokenToo() {
        int tokens = 44;
        var x = normal(H * tokens * D, 3);
        var whole = hwfa2(x, 1, tokens);
        try (var session = Hwfa2.on(Device.tornado())
                .session(new Hwfa2.SessionSizes(1, H, 1, 30, D), new Room(9, 5, 9), 6, 2, 9, 20, 64)) {
            for (int at = 0; at < tokens; ) {
                int count = at == 0 ? 30 : 1;
                session.add(count);
                var out = through(session::run, 6, cut(x, 1, tokens, at, at + count), 1, count);
                assertThat(difference(out, cut(whole, 1, tokens, at, at + count)))
                        .as("token %d", at)
                        .isLessThan(5e-5);
                at += count;
            }
        }
    }

    // ---- several sequences

    @Test
    void sequencesOfDifferentLengthsDoNotMeet() {
        int most = 90;
        int[] lengths = {90, 7, 41};
        var x = normal(3 * H * most * D, 4);
        var out = new float[3][];
        var seen = new int[3];
        var wanted = new float[3][];
        for (int b = 0; b < 3; b++) {
            var own = java.util.Arrays.copyOfRange(x, b * H * most * D, (b + 1) * H * most * D);
            wanted[b] = hwfa2(cut(own, 1, most, 0, lengths[b]), 1, lengths[b]);
            out[b] = new float[wanted[b].length];
        }
        var random = new SplittableRandom(5);
        try (var session = Hwfa2.on(Device.jvm(2))
                .session(new Hwfa2.SessionSizes(3, H, 1, 8, D), Room.of(3, most), 6, 2, 9, 20, 64)) {
            while (seen[0] < lengths[0] || seen[1] < lengths[1] || seen[2] < lengths[2]) {
                var counts = new int[3];
                var step = new float[3 * H * 8 * D];
                for (int b = 0; b < 3; b++) {
                    counts[b] = Math.min(random.nextInt(9), lengths[b] - seen[b]);
                    // new tokens stand last
                    for (int h = 0; h < H; h++) {
                        System.arraycopy(
                                x,
                                ((b * H + h) * most + seen[b]) * D,
                                step,
                                ((b * H + h) * 8 + 8 - counts[b]) * D,
                                counts[b] * D);
                    }
                }
                session.add(counts);
                if (counts[0] + counts[1] + counts[2] == 0) {
                    continue;
                }
                var result = through(session::run, 6, step, 3, 8);
                for (int b = 0; b < 3; b++) {
                    for (int h = 0; h < H; h++) {
                        System.arraycopy(
                                result,
                                ((b * H + h) * 8 + 8 - counts[b]) * D,
                                out[b],
                                (h * lengths[b] + seen[b]) * D,
                                counts[b] * D);
                    }
                    seen[b] += counts[b];
                }
            }
            for (int b = 0; b < 3; b++) {
                assertThat(session.length(b)).isEqualTo(lengths[b]);
                assertThat(difference(out[b], wanted[b])).as("sequence %d", b).isLessThan(2e-5);
            }
        }
    }

    @Test
    void aFullCacheSaysSoAndAnEndedSequenceMakesRoom() {
        // 6 blocks of 4 tokens, at most 5 for one sequence
        try (var session = Hwfa2.on(Device.jvm(1))
                .session(new Hwfa2.SessionSizes(2, H, 1, 16, D), new Room(6, 4, 5), 6, 2, 9, 20, 64)) {
            session.add(new int[] {12, 9});
            var first = normal(2 * H * 16 * D, 6);
            through(session::run, 6, first, 2, 16);
            assertThatThrownBy(() -> session.add(new int[] {0, 4}))
                    .isInstanceOf(CacheFullException.class)
                    .hasMessage("1 more blocks of 4 tokens are needed, and 0 of 6 are free: end a sequence (release), or"
                            + " give the cache more blocks");
            assertThatThrownBy(() -> session.add(new int[] {9, 0}))
                    .isInstanceOf(CacheFullException.class)
                    .hasMessageContaining("sequence 0 has 12 tokens and gets 9 more, and a sequence has room for 20");
            assertThat(session.length(0)).isEqualTo(12);
            assertThat(session.length(1)).isEqualTo(9);
            session.release(1);
            assertThat(session.length(1)).isZero();
            // a new sequence in the place of the old one, and in its blocks
            session.add(new int[] {0, 12});
            var second = normal(2 * H * 16 * D, 7);
            var out = through(session::run, 6, second, 2, 16);
            var own = java.util.Arrays.copyOfRange(second, H * 16 * D, 2 * H * 16 * D);
            var wanted = hwfa2(cut(own, 1, 16, 4, 16), 1, 12);
            assertThat(difference(
                            cut(java.util.Arrays.copyOfRange(out, H * 16 * D, 2 * H * 16 * D), 1, 16, 4, 16), wanted))
                    .isLessThan(2e-5);
        }
    }

    @Test
    void everyLayerRunsOncePerStep() {
        try (var session = Hwfa2.on(Device.jvm(1))
                        .session(new Hwfa2.SessionSizes(1, H, 1, 4, D), Room.of(1, 32), 6, 2, 9, 20, 64);
                var q = Tensor.allocate(DType.F32, 1, H, 4, D);
                var k = Tensor.allocate(DType.F32, 1, 1, 4, D);
                var o = Tensor.allocate(DType.F32, 1, H, 4, D)) {
            assertThatThrownBy(() -> session.run(1, q, k, k, o))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("begin a step");
            session.add(4);
            session.run(1, q, k, k, o);
            assertThatThrownBy(() -> session.run(1, q, k, k, o)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> session.add(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("layer 2 of Hwfa2 has not run for the last tokens: it would never see them");
            assertThatThrownBy(() -> session.run(7, q, k, k, o))
                    .isInstanceOf(BindException.class)
                    .hasMessage("Hwfa2 has layers 1 to 6, not 7");
            assertThatThrownBy(() -> session.run(2, q, q, k, o))
                    .isInstanceOf(BindException.class)
                    .hasMessage("k of WindowRope is f32[1, 2, 4, 16], a step of 4 tokens takes [B, G, M, D] = [1, 1, 4, 16]");
        }
    }

    // ---- what layers see

    /// A change of token i - (w - 1) * l - 1 changes nothing at i in layer l, one of token i - (w - 1) * l does.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void windowsSeeSoFarAndNoFurther(int layers) {
        int w = 5;
        int tokens = 40;
        int at = 30;
        var x = normal(H * tokens * D, 8);
        try (var plan = Hwfa.on(Device.jvm(1)).plan(new Hwfa.Sizes(1, H, 1, tokens, tokens, D), 4, w, 64)) {
            var before = through(plan::run, layers, x, 1, tokens);
            IntPredicate matters = changed -> {
                var other = x.clone();
                for (int h = 0; h < H; h++) {
                    for (int d = 0; d < D; d++) {
                        other[(h * tokens + changed) * D + d] += 1;
                    }
                }
                var after = through(plan::run, layers, other, 1, tokens);
                return difference(
                                cut(before, 1, tokens, at, at + 1),
                                cut(after, 1, tokens, at, at + 1))
                        > 0;
            };
            int first = at - (w - 1) * layers;
            assertThat(matters.test(first - 1)).isFalse();
            assertThat(matters.test(first)).isTrue();
            assertThat(matters.test(at)).isTrue();
            assertThat(matters.test(at + 1)).isFalse();
        }
    }

    @Test
    void theFullLayerSeesAll() {
        int tokens = 40;
        var x = normal(H * tokens * D, 9);
        var other = x.clone();
        other[0] += 1;
        try (var plan = Hwfa.on(Device.jvm(1)).plan(new Hwfa.Sizes(1, H, 1, tokens, tokens, D), 4, 5, 64)) {
            assertThat(difference(
                            cut(through(plan::run, 4, x, 1, tokens), 1, tokens, 39, 40),
                            cut(through(plan::run, 4, other, 1, tokens), 1, tokens, 39, 40)))
                    .isGreaterThan(0);
        }
    }

    /// 24 layers, trained on 512 tokens: windows of 17 are the widest that stay below three quarters.
    @Test
    void theReceptiveFieldOfHwfaIsBounded() {
        var sizes = new Hwfa.Sizes(1, H, 1, 4, 4, D);
        try (var plan = Hwfa.on(Device.jvm(1)).plan(sizes, 24, 17, 512)) {
            assertThat(plan.layers()).isEqualTo(24);
            assertThat(plan.kernel(23)).isEqualTo("WindowRope");
            assertThat(plan.kernel(24)).isEqualTo("FullNope");
        }
        assertThatThrownBy(() -> Hwfa.on(Device.jvm(1)).plan(sizes, 24, 18, 512))
                .isInstanceOf(BindException.class)
                .hasMessage("where 4 * ((w - 1) * (L - 1) + 1) <= 3 * T does not hold: L=24, w=18, T=512"
                        + " (1568 <= 1536)");
    }

    /// Full layers of 24: with index 8 and 16 for two of them, counted from 0.
    @Test
    void fullLayersOfHwfa2AreSpread() {
        var sizes = new Hwfa2Training.Sizes(1, H, 1, 4, 4, D);
        try (var plan = Hwfa2Training.on(Device.jvm(1)).plan(sizes, 24, 2, 64)) {
            for (int layer = 1; layer <= 24; layer++) {
                assertThat(plan.kernel(layer)).isEqualTo(layer == 9 || layer == 17 ? "FullRope" : "WindowRope");
            }
        }
    }

    // ---- the numbers themselves

    /// One layer of each kind against the equations, written down once more in double precision.
    @Test
    void layersComputeTheirEquations() {
        int tokens = 30;
        var x = normal(H * tokens * D, 10);
        try (var plan = Hwfa2.on(Device.jvm(1)).plan(new Hwfa2.Sizes(1, H, 1, tokens, tokens, D), 2, 1, 4, 6, 8);
                var hwfa = Hwfa.on(Device.jvm(1)).plan(new Hwfa.Sizes(1, H, 1, tokens, tokens, D), 2, 4, 8);
                var training = Hwfa2Training.on(Device.jvm(1))
                        .plan(new Hwfa2Training.Sizes(1, H, 1, tokens, tokens, D), 2, 1, 4)) {
            assertThat(plan.kernel(2)).isEqualTo("FullReRope");
            assertLayer(plan::run, 1, x, tokens, (i, j) -> i - j < 4 ? i - j : Double.NaN, _ -> 1);
            assertLayer(
                    plan::run, 2, x, tokens, (i, j) -> Math.min(i - j, 6), i -> Math.max(1, Math.log(i + 1) / Math.log(8)));
            assertLayer(hwfa::run, 2, x, tokens, (_, _) -> 0, i -> Math.log(i + 1) / Math.log(8));
            assertLayer(training::run, 2, x, tokens, (i, j) -> i - j, _ -> 1);
        }
    }

    private interface Relative {
        /// The angle's position for a pair; NaN where the key is not seen.
        double position(int i, int j);
    }

    private static void assertLayer(
            Layers stack, int layer, float[] x, int tokens, Relative relative, java.util.function.IntToDoubleFunction scale) {
        float[] got;
        try (var q = Tensor.of(x, 1, H, tokens, D);
                var k = Tensor.of(head(x, 0, 1, tokens), 1, 1, tokens, D);
                var v = Tensor.of(head(x, 1, 1, tokens), 1, 1, tokens, D);
                var o = Tensor.allocate(DType.F32, 1, H, tokens, D)) {
            stack.run(layer, q, k, v, o);
            got = o.toFloats();
        }
        for (int h = 0; h < H; h++) {
            for (int i = 0; i < tokens; i++) {
                double sum = 0;
                var expected = new double[D];
                for (int j = 0; j <= i; j++) {
                    double position = relative.position(i, j);
                    if (Double.isNaN(position)) {
                        continue;
                    }
                    double score = 0;
                    for (int m = 0; m < D / 2; m++) {
                        double angle = position * Math.pow(10000, -2.0 * m / D);
                        double q0 = x[(h * tokens + i) * D + m];
                        double q1 = x[(h * tokens + i) * D + m + D / 2];
                        double k0 = x[j * D + m];
                        double k1 = x[j * D + m + D / 2];
                        score += (q0 * k0 + q1 * k1) * Math.cos(angle) + (q0 * k1 - q1 * k0) * Math.sin(angle);
                    }
                    double weight = Math.exp(score * scale.applyAsDouble(i) / Math.sqrt(D));
                    sum += weight;
                    for (int d = 0; d < D; d++) {
                        expected[d] += weight * x[(tokens + j) * D + d];
                    }
                }
                for (int d = 0; d < D; d++) {
                    assertThat((double) got[(h * tokens + i) * D + d])
                            .as("layer %d, head %d, token %d, entry %d", layer, h, i, d)
                            .isCloseTo(expected[d] / sum, org.assertj.core.api.Assertions.within(2e-5));
                }
            }
        }
    }
}
