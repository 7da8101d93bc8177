package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import org.junit.jupiter.api.Test;

/// Multi-head latent attention in both of its forms (section 7 of the mathematics).
final class MlaTest {
    private static final int H = 3;
    private static final int N = 21;
    private static final int K = 12;
    private static final int R = 8;
    private static final int C = 20;
    private static final int E = 10;

    /// `x[.., rows, n] @ w[h, n, columns]` for every head, x with heads or without.
    private static Tensor times(Tensor x, Tensor w, boolean transposed) {
        int rows = (int) x.size(x.rank() - 2);
        int n = (int) x.size(x.rank() - 1);
        int columns = (int) (transposed ? w.size(1) : w.size(2));
        boolean heads = x.rank() == 4;
        return Numbers.of(
                at -> {
                    int c = (int) (at % columns);
                    int r = (int) (at / columns % rows);
                    int h = (int) (at / columns / rows % H);
                    double sum = 0;
                    for (int m = 0; m < n; m++) {
                        double left = heads ? x.get(x.offset(0, h, r, m)) : x.get(x.offset(0, r, m));
                        sum += left * (transposed ? w.get(w.offset(h, c, m)) : w.get(w.offset(h, m, c)));
                    }
                    return sum;
                },
                1,
                H,
                rows,
                columns);
    }

    @Test
    void theAbsorbedFormIsTheExpandedOne() {
        var qc = Numbers.normal(1, 1, H, N, K);
        var qr = Numbers.normal(2, 1, H, N, R);
        var c = Numbers.normal(3, 1, N, C);
        var kr = Numbers.normal(4, 1, N, R);
        var wk = Numbers.normal(5, H, C, K);
        var wv = Numbers.normal(6, H, C, E);
        var expanded = Numbers.zeros(1, H, N, E);
        var latent = Numbers.zeros(1, H, N, C);
        try (var plan = MlaExpanded.on(Device.jvm(2)).plan(new MlaExpanded.Sizes(1, H, N, N, K, R, E));
                var absorbed = Mla.on(Device.jvm(2)).plan(new Mla.Sizes(1, H, N, N, C, R, K))) {
            plan.run(qc, qr, times(c, wk, false), kr, times(c, wv, false), expanded);
            // (c' W_qc) W_kc^T, one product after the other; the scale stays 1 / sqrt(K + R).
            absorbed.run(times(qc, wk, true), qr, c, kr, latent);
            Numbers.assertClose(times(latent, wv, false), expanded, 1e-4);
        }
    }

    @Test
    void withSelectorsForMatricesItIsGroupedQueryAttention() {
        int groups = 2;
        int heads = 4;
        int d = 16;
        // A latent holds the keys of all groups, then their values; a head picks its own.
        var k = Numbers.normal(1, 1, groups, N, d);
        var v = Numbers.normal(2, 1, groups, N, d);
        var q = Numbers.normal(3, 1, heads, N, d);
        int latents = 2 * groups * d;
        var c = Numbers.of(
                at -> {
                    int block = (int) (at % latents / d);
                    var from = block < groups ? k : v;
                    return from.get(from.offset(0, block % groups, at / latents, at % d));
                },
                1,
                N,
                latents);
        var qc = Numbers.of(
                at -> {
                    long head = at / latents / N;
                    boolean mine = at % latents / d == head / (heads / groups);
                    return mine ? q.get(q.offset(0, head, at / latents % N, at % d)) : 0;
                },
                1,
                heads,
                N,
                latents);
        var latent = Numbers.zeros(1, heads, N, latents);
        var o = Numbers.zeros(1, heads, N, d);
        try (var mla = Mla.on(Device.jvm(1)).plan(new Mla.Sizes(1, heads, N, N, latents, 4, d - 4));
                var gqa = WindowWithSinks.on(Device.jvm(1))
                        .plan(new WindowWithSinks.Sizes(1, heads, groups, N, N, d))) {
            mla.run(qc, Numbers.zeros(1, heads, N, 4), c, Numbers.zeros(1, N, 4), latent);
            gqa.run(q, k, v, o, N, 0, Numbers.zeros(1, heads, N));
            var picked = Numbers.of(
                    at -> {
                        long head = at / d / N;
                        long block = groups + head / (heads / groups);
                        return latent.get(latent.offset(0, head, at / d % N, block * d + at % d));
                    },
                    1,
                    heads,
                    N,
                    d);
            Numbers.assertClose(picked, o, 1e-5);
        }
    }

    @Test
    void headsReadTheirGroupsKeys() {
        int heads = 8;
        int groups = 2;
        var zeros = Numbers.zeros(1, heads, 1, 64);
        var o = Numbers.zeros(1, heads, 1, 64);
        try (var plan = CausalGqa.on(Device.jvm(1)).plan(new CausalGqa.Sizes(1, heads, groups, 1, 1, 64))) {
            plan.run(zeros, Numbers.zeros(1, groups, 1, 64), Numbers.of(at -> at < 64 ? 0 : 1, 1, groups, 1, 64), o);
        }
        var read = new double[heads];
        for (int h = 0; h < heads; h++) {
            read[h] = o.get(o.offset(0, h, 0, 0));
        }
        assertThat(read).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
    }

    @Test
    void theLatentCacheIsSmall() {
        // DeepSeek-V2: 128 heads, 512 latents, 64 rotated entries; numbers per token and layer.
        int[] sizes = {1, 128, 1, 1, 512, 64, 128};
        var shapes = Mla.DEFINITION.shapes(sizes);
        assertThat(shapes[2][2] + shapes[3][2]).isEqualTo(576);
        var expanded = MlaExpanded.DEFINITION.shapes(new int[] {1, 128, 1, 1, 128, 64, 128});
        assertThat(expanded[2][1] * expanded[2][3] + expanded[4][1] * expanded[4][3]).isEqualTo(32768);
    }
}
