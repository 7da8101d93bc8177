package dev.weft.dsl.interpret;

import static dev.weft.dsl.interpret.Terms.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which pairs count, and what rows without any give.
class MaskTest {
    private static final int D = 3;

    private static Model attend(int queries, int keys, Term keep) {
        var model = new Model(1, 1, queries, keys);
        var q = model.query("q", Model.normal(1, queries * D), D);
        var k = model.key("k", Model.normal(2, keys * D), keys, D);
        var v = model.input("v", Tensor.Role.VALUE, Model.marks(1, keys), List.of(B, H, J), 1, 1, keys, keys);
        return model.keep(keep)
                .score(scaled(dot(bare(q), bare(k)), D))
                .out("o", keys, overKeys(SOFTMAX, bare(v)))
                .out("seen", keys, overKeys(new Row.Elementwise(r(1)), bare(v)))
                .out("lse", 0, new Term.RowStatistic(Term.Statistic.LOG_SUM_EXP))
                .out("top", 0, new Term.RowStatistic(Term.Statistic.MAX));
    }

    @Test
    void aPrefixIsSeenByAllAndThePastByTheRest() {
        var keep = or(less(J, n(2)), atMost(J, I));
        assertThat(attend(4, 4, keep).run("seen")).containsExactly(1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1);
    }

    @Test
    void theFirstCausalRowIsTheFirstValue() {
        var o = attend(5, 5, atMost(J, I)).run("o");
        assertThat(Arrays.copyOf(o, 5)).containsExactly(1, 0, 0, 0, 0);
    }

    @Test
    void aWindowOfOneGivesTheValueItself() {
        var keep = and(atMost(n(0), minus(I, J)), less(minus(I, J), n(1)));
        assertThat(attend(5, 5, keep).run("o")).containsExactly(Model.marks(1, 5));
    }

    @Test
    void aWindowOfTheWholeLengthIsCausal() {
        var keep = and(atMost(J, I), less(minus(I, J), n(6)));
        assertThat(attend(6, 6, keep).run("o"))
                .containsExactly(attend(6, 6, atMost(J, I)).run("o"));
    }

    @Test
    void withoutScoresACausalRowIsAMean() {
        var model = new Model(1, 1, 4, 4);
        var v = model.key("v", new double[] {6, 2, 4, 0}, 4, 1);
        model.keep(atMost(J, I)).out("o", 1, overKeys(SOFTMAX, bare(v)));
        assertThat(model.run("o")).containsExactly(new double[] {6, 4, 4, 3}, within(1e-15));
    }

    @Test
    void keysInAnyOrderGiveTheSameUnlessTheMaskOrdersThem() {
        int keys = 7;
        var k = Model.normal(3, keys * D);
        var v = Model.normal(4, keys * D);
        int[] order = {3, 0, 6, 2, 5, 1, 4};
        for (boolean causal : new boolean[] {false, true}) {
            var straight = plain(k, v, keys, causal);
            var permuted = plain(permute(k, order), permute(v, order), keys, causal);
            double difference = 0;
            for (int e = 0; e < straight.length; e++) {
                difference = Math.max(difference, Math.abs(straight[e] - permuted[e]));
            }
            if (causal) {
                assertThat(difference).isGreaterThan(0.1);
            } else {
                assertThat(difference).isLessThan(1e-15);
            }
        }
    }

    private static double[] plain(double[] keyData, double[] valueData, int keys, boolean causal) {
        var model = new Model(1, 1, keys, keys);
        var q = model.query("q", Model.normal(5, keys * D), D);
        var k = model.key("k", keyData, keys, D);
        var v = model.key("v", valueData, keys, D);
        return model.keep(causal ? atMost(J, I) : TRUE)
                .score(dot(bare(q), bare(k)))
                .out("o", D, overKeys(SOFTMAX, bare(v)))
                .run("o");
    }

    private static double[] permute(double[] rows, int[] order) {
        var permuted = new double[rows.length];
        for (int j = 0; j < order.length; j++) {
            System.arraycopy(rows, order[j] * D, permuted, j * D, D);
        }
        return permuted;
    }

    @Test
    void aRowThatKeepsNothingIsZeroAndNeverNaN() {
        var model = attend(3, 4, less(n(0), I));
        assertThat(Arrays.copyOf(model.run("o"), 4)).containsOnly(0);
        assertThat(model.run("lse")[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(model.run("top")[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(model.run("lse")[1]).isFinite();
    }

    @Test
    void noKeysAtAllAndNoQueriesAtAll() {
        assertThat(attend(2, 0, TRUE).run("lse")).containsOnly(Double.NEGATIVE_INFINITY);
        assertThat(attend(0, 3, TRUE).run("o")).isEmpty();
    }

    @Test
    void scoresOfMinusInfinityWeighNothing() {
        var model = attend(2, 3, TRUE).score(r(Double.NEGATIVE_INFINITY));
        assertThat(model.run("o")).containsOnly(0);
        assertThat(model.run("lse")).containsOnly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void whatIsNotKeptIsNotRead() {
        var model = new Model(1, 1, 2, 3);
        var v = model.key("v", new double[] {1, Double.NaN, 5}, 3, 1);
        model.keep(apply(Op.NOT_EQUAL, J, n(1)))
                .score(fold(Term.FoldOp.SUM, bare(v)))
                .out("o", 1, overKeys(SOFTMAX, bare(v)))
                .out("all", 1, overKeys(new Row.Elementwise(SCORE), bare(v)));
        assertThat(model.run("all")).containsExactly(26, 26);
        assertThat(model.run("o")[0]).isCloseTo((Math.E + 5 * Math.exp(5)) / (Math.E + Math.exp(5)), within(1e-15));
    }

    @Test
    void keptNaNsSpreadOverTheirRowAlone() {
        var model = new Model(1, 1, 3, 3);
        var k = model.key("k", new double[] {1, Double.NaN, 5}, 3, 1);
        model.keep(atMost(J, I)).score(fold(Term.FoldOp.SUM, bare(k))).out("o", 1, overKeys(SOFTMAX, bare(k)));
        assertThat(model.run("o")).containsExactly(1, Double.NaN, Double.NaN);
    }

    @Test
    void keysThatDoNotExistAreNeverRead() {
        var model = new Model(1, 1, 2, n(3));
        var length = model.table("length", Storage.I32, new double[] {2}, 1);
        var v = model.input("v", Tensor.Role.VALUE, new double[] {1, 2}, List.of(J), 2, 1);
        model.exists(less(J, at(length, B))).out("o", 1, overKeys(SOFTMAX, bare(v)));
        assertThat(model.run("o")).containsExactly(1.5, 1.5);
    }

    @Test
    void aConditionEvaluatesNoMoreThanItNeeds() {
        var model = new Model(1, 1, 3, 3);
        var prefix = model.table("near", Storage.BOOL, new double[] {1, 0}, 2);
        var v = model.input("v", Tensor.Role.VALUE, Model.marks(1, 3), List.of(J), 3, 3);
        var distance = minus(I, J);
        model.keep(and(and(atMost(n(0), distance), less(distance, n(2))), at(prefix, distance)))
                .out("o", 3, overKeys(SOFTMAX, bare(v)));
        assertThat(model.run("o")).containsExactly(Model.marks(1, 3));
    }
}
