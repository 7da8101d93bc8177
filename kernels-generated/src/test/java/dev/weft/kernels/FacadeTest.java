package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.runtime.BindException;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/// Kernels through their façades. Where all scores are equal a row is the mean of the values that it keeps, which says
/// exactly which keys were kept.
final class FacadeTest {
    private static final int N = 77;
    private static final int D = 16;

    private static Tensor filled(double value, long... shape) {
        var tensor = Tensor.allocate(DType.F32, shape);
        for (long n = 0; n < tensor.elements(); n++) {
            tensor.set(n, value);
        }
        return tensor;
    }

    private static Tensor random(long seed, long... shape) {
        var random = new SplittableRandom(seed);
        var tensor = Tensor.allocate(DType.F32, shape);
        for (long n = 0; n < tensor.elements(); n++) {
            tensor.set(n, random.nextGaussian());
        }
        return tensor;
    }

    /// The mean over the kept keys of element d of head h's values.
    private static double mean(Tensor v, int h, int d, IntPredicate keeps) {
        double sum = 0;
        int count = 0;
        for (int j = 0; j < v.size(2); j++) {
            if (keeps.test(j)) {
                sum += v.get(v.offset(0, h, j, d));
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    @Test
    void causalGqaKeepsTheTokensSoFar() {
        for (int queries : new int[] {1, 7, N}) {
            try (var q = filled(0, 1, 4, queries, 64);
                    var k = random(1, 1, 2, N, 64);
                    var v = random(2, 1, 2, N, 64);
                    var o = Tensor.allocate(DType.F32, 1, 4, queries, 64);
                    var plan = CausalGqa.on(Device.auto()).plan(new CausalGqa.Sizes(1, 4, 2, queries, N, 64))) {
                plan.run(q, k, v, o);
                for (int h = 0; h < 4; h++) {
                    for (int i = 0; i < queries; i++) {
                        int t = i + N - queries;
                        assertThat(o.get(o.offset(0, h, i, 5))).isCloseTo(mean(v, h / 2, 5, j -> j <= t), within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void windowKeepsItsSinksAndCountsThem() {
        try (var q = filled(0, 1, 2, N, D);
                var k = random(1, 1, 2, N, D);
                var v = random(2, 1, 2, N, D);
                var o = Tensor.allocate(DType.F32, 1, 2, N, D);
                var lse = Tensor.allocate(DType.F32, 1, 2, N);
                var plan = WindowWithSinks.on(Device.auto()).plan(new WindowWithSinks.Sizes(1, 2, 2, N, N, D))) {
            plan.run(q, k, v, o, 5, 2, lse);
            for (int i = 0; i < N; i++) {
                int row = i;
                assertThat(o.get(o.offset(0, 1, i, 3)))
                        .isCloseTo(mean(v, 1, 3, j -> j <= row && (row - j < 5 || j < 2)), within(1e-5));
                int kept = Math.min(i + 1, 5) + Math.clamp(i - 4, 0, 2);
                assertThat(lse.get(lse.offset(0, 1, i))).isCloseTo(Math.log(kept), within(1e-5));
            }
        }
    }

    @Test
    void packedDocumentsDoNotSeeEachOther() {
        try (var q = filled(0, 1, 2, N, D);
                var k = random(1, 1, 2, N, D);
                var v = random(2, 1, 2, N, D);
                var o = Tensor.allocate(DType.F32, 1, 2, N, D);
                var doc = Tensor.allocate(DType.I32, 1, N);
                var prefix = Tensor.allocate(DType.I32, 1);
                var plan = PackedPrefix.on(Device.auto()).plan(new PackedPrefix.Sizes(1, 2, 2, N, N, D))) {
            for (int i = 0; i < N; i++) {
                int document = i / 30;
                doc.set(i, document);
            }
            prefix.set(0, 10);
            plan.run(q, k, v, o, doc, prefix);
            for (int i = 0; i < N; i++) {
                int row = i;
                assertThat(o.get(o.offset(0, 0, i, 3)))
                        .isCloseTo(mean(v, 0, 3, j -> j / 30 == row / 30 && (j <= row || j < 10)), within(1e-5));
            }
        }
    }

    @Test
    void reRopeIsCausalWhateverTheWindow() {
        try (var q = filled(0, 1, 2, N, D);
                var k = random(1, 1, 2, N, D);
                var v = random(2, 1, 2, N, D);
                var o = Tensor.allocate(DType.F32, 1, 2, N, D);
                var plan = ReRope.on(Device.auto()).plan(new ReRope.Sizes(1, 2, 2, N, N, D))) {
            for (int w : new int[] {1, 9, 1000}) {
                plan.run(q, k, v, o, w, 16);
                for (int i = 0; i < N; i++) {
                    int row = i;
                    assertThat(o.get(o.offset(0, 0, i, 3))).isCloseTo(mean(v, 0, 3, j -> j <= row), within(1e-5));
                }
            }
        }
    }

    @Test
    void alibiPrefersTheNear() {
        try (var q = filled(0, 1, 1, N, D);
                var k = random(1, 1, 1, N, D);
                var v = random(2, 1, 1, N, D);
                var o = Tensor.allocate(DType.F32, 1, 1, N, D);
                var plan = AlibiSoftcap.on(Device.auto()).plan(new AlibiSoftcap.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, 50);
            double slope = Math.pow(2, -8);
            for (int i = 0; i < N; i++) {
                double sum = 0;
                double weights = 0;
                for (int j = 0; j <= i; j++) {
                    double weight = Math.exp(-slope * (i - j));
                    sum += weight * v.get(v.offset(0, 0, j, 3));
                    weights += weight;
                }
                assertThat(o.get(o.offset(0, 0, i, 3))).isCloseTo(sum / weights, within(1e-5));
            }
        }
    }

    @Test
    void brokenFactsAreQuoted() {
        assertThatThrownBy(() -> CausalGqa.on(Device.auto()).plan(new CausalGqa.Sizes(1, 3, 2, 4, 4, 64)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("H mod G == 0");
    }
}
