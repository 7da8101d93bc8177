package dev.weft.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.kernels.rope.NtkFixed;
import dev.weft.kernels.rope.NtkMixed;
import dev.weft.kernels.rope.PositionInterpolation;
import dev.weft.kernels.rope.RopeBase;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kernels that rotate each vector once, against the rotation of every pair by its relative position, in plain loops and double
/// precision (sections 2 to 4 of the mathematics).
final class PositionsTest {
    private static final int N = 150;
    private static final int D = 64;
    private static final int W = 37;
    private static final Device JVM = Device.jvm(2);

    private final Tensor q = Numbers.normal(1, 1, 1, N, D);
    private final Tensor k = Numbers.normal(2, 1, 1, N, D);
    private final Tensor v = Numbers.normal(3, 1, 1, N, D);
    private final Tensor o = Numbers.zeros(1, 1, N, D);
    private final Tensor other = Numbers.zeros(1, 1, N, D);

    /// @param position the relative position of a distance
    /// @param theta the angle of a pair of entries
    private void assertPairwise(DoubleUnaryOperator position, IntToDoubleFunction theta, IntToDoubleFunction scale) {
        for (int i = 0; i < N; i++) {
            var scores = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double turned = position.applyAsDouble(i - j);
                for (int m = 0; m < D / 2; m++) {
                    double x = q.get(q.offset(0, 0, i, m));
                    double y = q.get(q.offset(0, 0, i, m + D / 2));
                    double angle = turned * theta.applyAsDouble(m);
                    scores[j] += (x * Math.cos(angle) - y * Math.sin(angle)) * k.get(k.offset(0, 0, j, m))
                            + (x * Math.sin(angle) + y * Math.cos(angle)) * k.get(k.offset(0, 0, j, m + D / 2));
                }
                scores[j] *= scale.applyAsDouble(i) / Math.sqrt(D);
            }
            var wanted = Numbers.attend(scores, D, v::get);
            for (int d = 0; d < D; d++) {
                assertThat(o.get(o.offset(0, 0, i, d))).as("row %d", i).isCloseTo(wanted[d], within(2e-5));
            }
        }
    }

    private static IntToDoubleFunction plain(double base) {
        return m -> Math.pow(base, -2.0 * m / D);
    }

    private static IntToDoubleFunction logScale(int length) {
        return i -> Math.max(1, Math.log(i + 1) / Math.log(length));
    }

    private static double leaky(double distance, double slope) {
        return distance < W ? distance : W + (distance - W) * slope;
    }

    private void leakyReRope(int w, double s) {
        try (var plan = LeakyReRope.on(JVM).plan(new LeakyReRope.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, w, N, (float) s);
        }
    }

    private void reRope(int w, int length) {
        try (var plan = ReRope.on(JVM).plan(new ReRope.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, w, length);
        }
    }

    private void invLeakyTraining(int w, double x, double base) {
        try (var plan = InvLeakyTraining.on(JVM).plan(new InvLeakyTraining.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, w, 20, (float) x, (float) base);
        }
    }

    private void rope(double base) {
        try (var plan = RopeBase.on(JVM).plan(new RopeBase.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, other, (float) base);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 16, 0.5})
    void twoPassesOfLeakyReRopeArePairwiseRotations(double s) {
        leakyReRope(W, s);
        assertPairwise(distance -> leaky(distance, 1 / s), plain(10000), _ -> 1);
    }

    @Test
    void twoPassesOfReRopeArePairwiseRotations() {
        reRope(W, 20);
        assertPairwise(distance -> Math.min(distance, W), plain(10000), logScale(20));
    }

    @Test
    void invLeakyIsTrainedWithFasterPositionsAndUsedWithPlainOnes() {
        invLeakyTraining(W, 8, 80000);
        assertPairwise(distance -> leaky(distance, 16), plain(80000), logScale(20));
        try (var plan = InvLeakyInference.on(JVM).plan(new InvLeakyInference.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, 20, 80000);
            assertPairwise(distance -> distance, plain(80000), logScale(20));
            // Half as long a text would need no faster positions at all.
            plan.run(q, k, v, other, 20, 10000);
            invLeakyTraining(W, 0.5, 10000);
            Numbers.assertClose(o, other, 1e-5);
        }
    }

    @Test
    void windowsThatHoldNothingOrAllAreOtherKernels() {
        // ReRoPE without a window has no positions, Leaky ReRoPE those of interpolation, with all in it both are RoPE.
        reRope(0, N);
        assertPairwise(_ -> 0, plain(10000), _ -> 1);
        leakyReRope(0, 4);
        try (var plan = PositionInterpolation.on(JVM).plan(new PositionInterpolation.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, other, 4);
        }
        Numbers.assertClose(o, other, 1e-5);
        rope(10000);
        reRope(N, N);
        Numbers.assertClose(o, other, 1e-5);
        leakyReRope(N, 4);
        Numbers.assertClose(o, other, 1e-5);
    }

    @Test
    void mixedRadixIsInterpolationAtZeroAndFixedAtOne() {
        try (var mixed = NtkMixed.on(JVM).plan(new NtkMixed.Sizes(1, 1, 1, N, N, D));
                var fixed = NtkFixed.on(JVM).plan(new NtkFixed.Sizes(1, 1, 1, N, N, D));
                var interpolation =
                        PositionInterpolation.on(JVM).plan(new PositionInterpolation.Sizes(1, 1, 1, N, N, D))) {
            mixed.run(q, k, v, o, 8, 0);
            interpolation.run(q, k, v, other, 8);
            Numbers.assertClose(o, other, 1e-5);
            mixed.run(q, k, v, o, 8, 1);
            fixed.run(q, k, v, other, 8);
            Numbers.assertClose(o, other, 1e-5);
            // Texts as long as in training: nothing is scaled.
            mixed.run(q, k, v, o, 1, 0.625f);
            rope(10000);
            Numbers.assertClose(o, other, 1e-5);
            mixed.run(q, k, v, o, 8, 0.625f);
        }
        double a = Math.log(8) / Math.pow(D / 2.0, 0.625);
        assertPairwise(
                distance -> distance,
                m -> Math.pow(10000, -2.0 * m / D) / Math.exp(a * Math.pow(m + 1, 0.625)),
                _ -> 1);
    }

    @Test
    void aWindowOfOneGivesTheValueItselfAndAWideOneAll() {
        try (var plan = Window.on(JVM).plan(new Window.Sizes(1, 1, 1, N, N, D))) {
            plan.run(q, k, v, o, 1);
            Numbers.assertClose(o, v, 1e-6);
            plan.run(q, k, v, o, N);
            rope(10000);
            Numbers.assertClose(o, other, 1e-5);
        }
    }
}
