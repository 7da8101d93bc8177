package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.kernels.rope.RopeBase;
import dev.weft.kernels.rope.RopeBias;
import dev.weft.kernels.scale.GradientScale;
import dev.weft.kernels.scale.LogN;
import dev.weft.kernels.scale.LogNClipped;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Scales of scores and biases of rotated vectors (sections 5 and 6 of the mathematics).
final class ScalesTest {
    private static final int N = 520;
    private static final int D = 8;

    private final Tensor q = Numbers.normal(1, 1, 1, N, D);
    private final Tensor k = Numbers.normal(2, 1, 1, N, D);
    private final Tensor v = Numbers.normal(3, 1, 1, N, D);
    private final Tensor o = Numbers.zeros(1, 1, N, D);
    private final Tensor wanted = Numbers.zeros(1, 1, N, D);

    /// Plain rotary attention to queries that are multiplied row by row.
    private void scaled(IntToDoubleFunction scale) {
        var queries = Numbers.of(at -> q.get(at) * scale.applyAsDouble((int) (at / D)), 1, 1, N, D);
        try (var plan = RopeBase.on(Device.jvm(1)).plan(new RopeBase.Sizes(1, 1, 1, N, N, D))) {
            plan.run(queries, k, v, wanted, 10000);
        }
    }

    private void assertRow(int row) {
        for (int d = 0; d < D; d++) {
            assertThat(o.get(o.offset(0, 0, row, d))).isCloseTo(wanted.get(o.offset(0, 0, row, d)), within(1e-5));
        }
    }

    @Test
    void theScaleOfARowIsTheLogarithmOfItsKeys() {
        try (var plan = LogN.on(Device.jvm(1)).plan(new LogN.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, 512);
        }
        // log_512 of 1, 2, 8 and 512 keys.
        double[][] table = {{1, 0}, {2, 0.1111111111}, {8, 0.3333333333}, {512, 1}};
        for (var row : table) {
            scaled(_ -> row[1]);
            assertRow((int) row[0] - 1);
        }
        // The first row has one key, whatever its scale.
        assertThat(o.get(0)).isCloseTo(v.get(0), within(1e-6));
    }

    @Test
    void clippedItNeverFallsBelowOne() {
        try (var plan = LogNClipped.on(Device.jvm(1)).plan(new LogNClipped.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, 8);
            scaled(row -> row < 8 ? 1 : Math.log(row + 1) / Math.log(8));
            Numbers.assertClose(o, wanted, 1e-5);
        }
        scaled(_ -> 3);
        assertRow(511);
    }

    @Test
    void gradientsAreGreatestNearTheScale() {
        try (var plan = GradientScale.on(Device.jvm(1)).plan(new GradientScale.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o);
        }
        scaled(_ -> 2.5);
        Numbers.assertClose(o, wanted, 1e-5);
        // Where a (1 - e^(a^2) / n) is greatest, for n normal scores.
        double[][] table = {{512, 2.008395}, {4096, 2.405463}, {16384, 2.645086}};
        for (var row : table) {
            double best = 0;
            for (double a = 0; a < 5; a += 1e-5) {
                best = gradient(a, row[0]) > gradient(best, row[0]) ? a : best;
            }
            assertThat(best).isCloseTo(row[1], within(2e-5));
            assertThat(best).isBetween(2.0, 3.0);
        }
    }

    private static double gradient(double a, double n) {
        return a * (1 - Math.exp(a * a) / n);
    }

    @Test
    void biasesTurnWithTheVectors() {
        var none = Numbers.zeros(1, D);
        var a = Numbers.normal(4, 1, D);
        var c = Numbers.normal(5, 1, D);
        try (var plan = RopeBias.on(Device.jvm(1)).plan(new RopeBias.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, none, none);
            scaled(_ -> 1);
            Numbers.assertClose(o, wanted, 1e-5);
            // The same as vectors to which they were added before.
            plan.run(q, k, v, o, a, c);
            try (var plain = RopeBase.on(Device.jvm(1)).plan(new RopeBase.Sizes(1, 1, 1, N, N, D))) {
                plain.run(
                        Numbers.of(at -> q.get(at) + a.get(at % D), 1, 1, N, D),
                        Numbers.of(at -> k.get(at) + c.get(at % D), 1, 1, N, D),
                        v,
                        wanted,
                        10000);
            }
            Numbers.assertClose(o, wanted, 1e-5);
        }
    }

    @Test
    void biasesAloneAreSandwich() {
        // Biases of 1 in the first entry of each pair; the numbers are those of the mathematics, for eight entries.
        var bias = Numbers.of(at -> at < D / 2 ? 1 : 0, 1, D);
        var units = Numbers.of(at -> at / D == at % D ? 1 : 0, 1, 1, D, D);
        var weights = Numbers.zeros(1, 1, D, D);
        try (var plan = RopeBias.on(Device.jvm(1)).plan(new RopeBias.Sizes(1, 1, 1, D, D, D))) {
            plan.run(Numbers.zeros(1, 1, D, D), Numbers.zeros(1, 1, D, D), units, weights, bias, bias);
        }
        assertThat(score(weights, 5, 4)).isCloseTo(3.5352560, within(1e-5));
        assertThat(score(weights, 7, 6)).isCloseTo(3.5352560, within(1e-5));
        assertThat(score(weights, 6, 1)).isCloseTo(3.1599825, within(1e-5));
    }

    /// The score of a pair, read off its weight; that of a token with itself is 4.
    private static double score(Tensor weights, int i, int j) {
        double own = weights.get(weights.offset(0, 0, i, i));
        return 4 + Math.sqrt(D) * Math.log(weights.get(weights.offset(0, 0, i, j)) / own);
    }
}
