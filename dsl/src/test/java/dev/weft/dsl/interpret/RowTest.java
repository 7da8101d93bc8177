package dev.weft.dsl.interpret;

import static dev.weft.dsl.interpret.Terms.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Softmax with and without a sink, elementwise rows, statistics, and what surrounds them.
class RowTest {
    private final Model model = new Model(1, 1, 1, 3);
    private final Tensor s = model.table("s", Storage.F32, new double[] {700, 710, 705}, 3);
    private final Tensor v = model.input("v", Tensor.Role.VALUE, new double[] {1, 10, 100}, List.of(J), 3, 1);
    private final Term value = bare(v);

    private double only(Term equation) {
        return model.score(at(s, J)).out("o", 1, equation).run("o")[0];
    }

    @Test
    void softmaxDoesNotOverflow() {
        double a = Math.exp(-10);
        double c = Math.exp(-5);
        double expected = (a + 10 + 100 * c) / (a + 1 + c);
        assertThat(only(overKeys(SOFTMAX, value))).isCloseTo(expected, within(1e-14));
        assertThat(only(overKeys(SOFTMAX, at(s, J)))).isCloseTo((700 * a + 710 + 705 * c) / (a + 1 + c), within(1e-12));
    }

    @Test
    void aSinkTakesItsShareOfTheWeight() {
        double a = Math.exp(-10);
        double c = Math.exp(-5);
        double expected = (a + 10 + 100 * c) / (a + 1 + c + Math.exp(2));
        assertThat(only(overKeys(new Row.SoftmaxWithSink(r(712)), value))).isCloseTo(expected, within(1e-14));
        assertThat(only(overKeys(new Row.SoftmaxWithSink(r(Double.NEGATIVE_INFINITY)), value)))
                .isCloseTo((a + 10 + 100 * c) / (a + 1 + c), within(1e-14));
        assertThat(only(overKeys(new Row.SoftmaxWithSink(r(5000)), value))).isZero();
        model.keep(less(J, n(0)));
        assertThat(only(overKeys(new Row.SoftmaxWithSink(r(0)), value))).isZero();
    }

    @Test
    void statisticsOfTheRow() {
        double expected = 710 + Math.log(1 + Math.exp(-10) + Math.exp(-5));
        assertThat(only(new Term.RowStatistic(Term.Statistic.LOG_SUM_EXP))).isCloseTo(expected, within(1e-12));
        assertThat(only(new Term.RowStatistic(Term.Statistic.MAX))).isEqualTo(710);
    }

    @Test
    void elementwiseRowsCountKeptPairs() {
        var squared = apply(Op.POWER, apply(Op.RELU, minus(SCORE, r(704))), r(2));
        assertThat(only(overKeys(new Row.Elementwise(squared), value))).isEqualTo(36 * 10 + 100);
        model.keep(less(J, n(2)));
        assertThat(only(overKeys(new Row.Elementwise(squared), value))).isEqualTo(360);
    }

    @Test
    void whatSurroundsARowIsFree() {
        var u = model.query("u", new double[] {2}, 1);
        var twice = plus(overKeys(SOFTMAX, value), overKeys(new Row.Elementwise(r(1)), value));
        var gated = times(bare(u), over(twice, n(2)));
        double softmax = only(overKeys(SOFTMAX, value));
        assertThat(only(gated)).isCloseTo(softmax + 111, within(1e-12));
    }

    @Test
    void aScalarAndAnOutOfScalarsMeetRowsToo() {
        model.score(at(s, J)).out("count", 0, overKeys(new Row.Elementwise(r(1)), real(J)));
        assertThat(model.run("count")).containsExactly(3);
    }

    @Test
    void chosenRowsAreThoseOfTheWhole() {
        int queries = 37;
        var whole = new Model(2, 3, queries, queries);
        var q = whole.query("q", Model.normal(1, 6 * queries * 4), 4);
        var k = whole.key("k", Model.normal(2, 6 * queries * 4), queries, 4);
        var interpreter = whole.keep(atMost(J, I))
                .score(dot(rope(bare(q), I, 4), rope(bare(k), J, 4)))
                .out("o", 4, overKeys(SOFTMAX, bare(k)))
                .out("lse", 0, new Term.RowStatistic(Term.Statistic.LOG_SUM_EXP))
                .bind();
        var places = List.of(new Place(1, 2, 36), new Place(0, 0, 0), new Place(1, 0, 17), new Place(0, 0, 0));
        var rows = interpreter.rows(places);
        var all = interpreter.run();
        assertThat(rows.stream().map(OutRow::place).distinct()).hasSize(3);
        assertThat(rows).hasSize(8);
        for (var row : rows) {
            var expected = new ArrayList<Double>();
            var out = java.util.Objects.requireNonNull(all.get(row.out()));
            for (int e = 0; e < row.values().length; e++) {
                expected.add(out.get(row.offset() + e));
            }
            assertThat(row.values())
                    .containsExactly(expected.stream().mapToDouble(x -> x).toArray());
        }
    }
}
