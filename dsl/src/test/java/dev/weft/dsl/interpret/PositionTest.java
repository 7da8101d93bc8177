package dev.weft.dsl.interpret;

import static dev.weft.dsl.interpret.Terms.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Rotation.Pairing;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rotary positions and the relative positions that are made of them.
class PositionTest {
    private static final int LENGTH = 6;
    private static final Term DISTANCE = minus(I, J);
    private static final Row SCORES = new Row.Elementwise(SCORE);

    /// The relative position that a pairwise score uses, read off the score of unit vectors.
    private static double[] relativePositions(Term position) {
        double theta = 0.1;
        var model = new Model(1, 1, LENGTH, LENGTH);
        var q = model.query("q", units(LENGTH), 2);
        var k = model.key("k", units(LENGTH), LENGTH, 2);
        var v = model.input("v", Tensor.Role.VALUE, Model.marks(1, LENGTH), List.of(J), LENGTH, LENGTH);
        var scores = model.keep(atMost(J, I))
                .score(dot(rope(bare(q), position, 2, Pairing.HALVES, r(theta)), bare(k)))
                .out("s", LENGTH, overKeys(SCORES, bare(v)))
                .run("s");
        var positions = new double[LENGTH * LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            for (int j = 0; j <= i; j++) {
                positions[i * LENGTH + j] = Math.acos(Math.min(1, scores[i * LENGTH + j])) / theta;
            }
        }
        return positions;
    }

    private static double[] units(int count) {
        var units = new double[2 * count];
        for (int n = 0; n < count; n++) {
            units[2 * n] = 1;
        }
        return units;
    }

    private static Term leaky(double slope) {
        var far = plus(r(3), over(minus(DISTANCE, n(3)), r(slope)));
        return choose(less(DISTANCE, n(3)), real(DISTANCE), far);
    }

    @Test
    void reRopeStopsCountingAtTheWindow() {
        assertThat(relativePositions(apply(Op.MIN, DISTANCE, n(3))))
                .containsExactly(
                        new double[] {
                            0, 0, 0, 0, 0, 0, //
                            1, 0, 0, 0, 0, 0, //
                            2, 1, 0, 0, 0, 0, //
                            3, 2, 1, 0, 0, 0, //
                            3, 3, 2, 1, 0, 0, //
                            3, 3, 3, 2, 1, 0
                        },
                        within(1e-6));
    }

    @Test
    void leakyReRopeCountsOnSlowerOrFaster() {
        assertThat(relativePositions(leaky(2)))
                .endsWith(new double[] {3.5, 3, 2, 1, 0, 0, 4, 3.5, 3, 2, 1, 0}, within(1e-6));
        assertThat(relativePositions(leaky(0.5)))
                .endsWith(new double[] {5, 3, 2, 1, 0, 0, 7, 5, 3, 2, 1, 0}, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 2, 16, 0.5})
    void twoPassesGiveThePairwiseScores(double slope) {
        int length = 24;
        int size = 8;
        int window = 7;
        var model = new Model(1, 1, length, length);
        var q = model.query("q", Model.normal(1, length * size), size);
        var k = model.key("k", Model.normal(2, length * size), length, size);
        var v = model.input("v", Tensor.Role.VALUE, Model.marks(1, length), List.of(J), length, length);
        var far = plus(n(window), over(minus(DISTANCE, n(window)), r(slope)));
        var distance = choose(less(DISTANCE, n(window)), real(DISTANCE), far);
        var pairwise = dot(rope(bare(q), distance, size), bare(k));
        var first = dot(rope(bare(q), I, size), rope(bare(k), J, size));
        var shifted = plus(n(window), over(minus(I, n(window)), r(slope)));
        var second = dot(rope(bare(q), shifted, size), rope(bare(k), over(J, r(slope)), size));
        var scale = r(1 / (4 * Math.sqrt(size)));
        model.keep(atMost(J, I))
                .score(times(scale, minus(pairwise, choose(less(DISTANCE, n(window)), first, second))))
                .out("difference", length, overKeys(SCORES, bare(v)));
        assertThat(model.run("difference")).containsOnly(new double[] {0}, within(2e-15));
    }

    @ParameterizedTest
    @EnumSource(Pairing.class)
    void turningKeepsLengthsAndSeesDistancesAlone(Pairing pairing) {
        int size = 8;
        var model = new Model(1, 1, 9, 9);
        var q = model.query("q", Model.normal(3, 9 * size), size);
        var k = model.key("k", Model.normal(4, 9 * size), 9, size);
        var v = model.input("v", Tensor.Role.VALUE, Model.marks(1, 9), List.of(J), 9, 9);
        var theta = theta(10000, size);
        var here = dot(rope(bare(q), I, size, pairing, theta), rope(bare(k), J, size, pairing, theta));
        var there = dot(
                rope(bare(q), plus(I, n(1000)), size, pairing, theta),
                rope(bare(k), plus(J, n(1000)), size, pairing, theta));
        var turned = rope(bare(q), plus(I, n(1000)), size, pairing, theta);
        model.score(minus(here, there))
                .out("difference", 9, overKeys(SCORES, bare(v)))
                .out("length", 0, minus(fold(Term.FoldOp.NORM, turned), fold(Term.FoldOp.NORM, bare(q))));
        assertThat(model.run("difference")).containsOnly(new double[] {0}, within(1e-11));
        assertThat(model.run("length")).containsOnly(new double[] {0}, within(1e-14));
    }

    @Test
    void pairsAreHalvesApartOrNeighboursAndTheRestStays() {
        var model = new Model(1, 1, 1, 1);
        var q = model.query("q", new double[] {1, 2, 3, 4, 5, 6}, 6);
        var quarter = r(Math.PI / 2);
        model.out("halves", 6, rope(bare(q), r(1), 4, Pairing.HALVES, quarter))
                .out("interleaved", 6, rope(bare(q), r(1), 4, Pairing.INTERLEAVED, quarter));
        assertThat(model.run("halves")).containsExactly(new double[] {-3, -4, 1, 2, 5, 6}, within(1e-14));
        assertThat(model.run("interleaved")).containsExactly(new double[] {-2, 1, -4, 3, 5, 6}, within(1e-14));
    }

    @Test
    void anglesOfTheScaledRotaryCodes() {
        double k = 8;
        var plain = theta(10000, 8);
        assertAngles(plain, 1, .1, .01, .001);
        assertAngles(over(plain, r(k)), .125, .0125, .00125, .000125);
        assertAngles(theta(10000 * Math.pow(k, 8.0 / 6), 8), 1, .05, .0025, .000125);
        assertAngles(theta(10000 * k, 8), 1, .0594604, .00353553, .000210224);
        assertAngles(times(theta(10000 * k, 8), r(Math.pow(k, -0.25))), .594604, .0353553, .00210224, .000125);
        double a = Math.log(k) / Math.pow(4, 0.625);
        var mixed = apply(Op.EXP, times(r(-a), apply(Op.POWER, plus(M, n(1)), r(0.625))));
        assertAngles(times(plain, mixed), .417155, .0259668, .00176005, .000125);
    }

    private static void assertAngles(Term theta, double... expected) {
        var model = new Model(1, 1, 1, 0);
        var q = model.query("q", new double[] {1, 1, 1, 1, 0, 0, 0, 0}, 8);
        var turned =
                model.out("o", 8, rope(bare(q), r(1), 8, Pairing.HALVES, theta)).run("o");
        for (int m = 0; m < 4; m++) {
            assertThat(Math.atan2(turned[4 + m], turned[m])).isCloseTo(expected[m], within(1e-5 * expected[m]));
        }
    }

    @Test
    void constantBiasesUnderRotationAreTheSandwich() {
        double[] bias = {1, 0, 1, 0, 1, 0, 1, 0};
        var model = new Model(1, 1, 6, 1);
        var a = model.table("a", dev.weft.dsl.model.Storage.F32, bias, 8);
        var one = model.input("one", Tensor.Role.VALUE, new double[] {1}, List.of(J), 1, 1);
        var score = dot(rope(at(a), I, 8, Pairing.INTERLEAVED, theta(10000, 8)), at(a));
        var s = model.score(score).out("s", 1, overKeys(SCORES, bare(one))).run("s");
        assertThat(s[0]).isEqualTo(4);
        assertThat(s[1]).isCloseTo(3.5352560, within(5e-8));
        assertThat(s[5]).isCloseTo(3.1599825, within(5e-8));
    }

    @Test
    void aKeyBiasCancelsWithoutRotationAndCountsWithIt() {
        for (boolean rotated : new boolean[] {false, true}) {
            double difference = 0;
            var without = biased(0, rotated);
            var with = biased(1, rotated);
            for (int e = 0; e < with.length; e++) {
                difference = Math.max(difference, Math.abs(with[e] - without[e]));
            }
            if (rotated) {
                assertThat(difference).isGreaterThan(0.01);
            } else {
                assertThat(difference).isLessThan(1e-14);
            }
        }
    }

    private static double[] biased(double bias, boolean rotated) {
        int size = 4;
        var model = new Model(1, 1, 5, 5);
        var q = model.query("q", Model.normal(6, 5 * size), size);
        var k = model.key("k", Model.normal(7, 5 * size), 5, size);
        var b = model.table(
                "c", dev.weft.dsl.model.Storage.F32, new double[] {bias, -2 * bias, 0.5 * bias, bias}, size);
        var key = plus(bare(k), at(b));
        var score = rotated ? dot(rope(bare(q), I, size), rope(key, J, size)) : dot(bare(q), key);
        return model.score(score).out("o", size, overKeys(SOFTMAX, bare(k))).run("o");
    }
}
