package dev.weft.dsl.interpret;

import static dev.weft.dsl.interpret.Terms.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every operation by itself.
class ArithmeticTest {
    private static double value(Term term) {
        return new Model(1, 1, 1, 0).out("o", 0, real(term)).run("o")[0];
    }

    private static double value(Op op, double x) {
        return value(apply(op, r(x)));
    }

    @Test
    void integerDivisionRoundsTowardMinusInfinity() {
        for (int a = -9; a <= 9; a++) {
            for (int b = -4; b <= 4; b++) {
                if (b == 0) {
                    continue;
                }
                double quotient = value(div(n(a), n(b)));
                assertThat(quotient).isEqualTo(Math.floor((double) a / b));
                assertThat(value(mod(n(a), n(b)))).isEqualTo(a - b * quotient);
            }
        }
        assertThatThrownBy(() -> value(div(n(1), n(0))))
                .isInstanceOf(InterpretException.class)
                .hasMessageContaining("by 0");
        assertThatThrownBy(() -> value(mod(n(1), n(0)))).isInstanceOf(InterpretException.class);
    }

    @Test
    void realsRoundToIntegersThatSaturate() {
        assertThat(value(Op.ROUND, 0.5)).isZero();
        assertThat(value(Op.ROUND, 1.5)).isEqualTo(2);
        assertThat(value(Op.ROUND, 2.5)).isEqualTo(2);
        assertThat(value(Op.ROUND, -2.5)).isEqualTo(-2);
        assertThat(value(Op.FLOOR, -0.25)).isEqualTo(-1);
        assertThat(value(Op.CEIL, 0.25)).isEqualTo(1);
        assertThat(value(Op.FLOOR, 1e30)).isEqualTo(Integer.MAX_VALUE);
        assertThat(value(Op.CEIL, Double.NEGATIVE_INFINITY)).isEqualTo(Integer.MIN_VALUE);
        assertThat(value(Op.ROUND, Double.NaN)).isZero();
    }

    /// Values of tables of the error function to 16 digits.
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.1, 0.1124629160182849",
        "0.5, 0.5204998778130465",
        "1, 0.8427007929497149",
        "2, 0.9953222650189527",
        "2.4, 0.9993114861033549",
        "2.5, 0.9995930479825550",
        "2.6, 0.9997639655834707",
        "3, 0.9999779095030014",
        "4, 0.9999999845827421",
        "7, 1",
        "Infinity, 1"
    })
    void errorFunction(double x, double expected) {
        assertThat(value(Op.ERF, x)).isCloseTo(expected, within(1e-15));
        assertThat(value(Op.ERF, -x)).isCloseTo(-expected, within(1e-15));
        double y = x * Math.sqrt(2);
        assertThat(value(Op.GELU, y)).isCloseTo(y * (1 + expected) / 2, within(4e-15));
    }

    @Test
    void activations() {
        assertThat(value(Op.SIGMOID, 0)).isEqualTo(0.5);
        assertThat(value(Op.SIGMOID, -800)).isZero();
        assertThat(value(Op.SIGMOID, 2) + value(Op.SIGMOID, -2)).isCloseTo(1, within(1e-15));
        assertThat(value(Op.SILU, 3)).isCloseTo(3 / (1 + Math.exp(-3)), within(1e-15));
        assertThat(value(Op.SOFTPLUS, 1)).isCloseTo(Math.log(1 + Math.E), within(1e-15));
        assertThat(value(Op.SOFTPLUS, 900)).isEqualTo(900);
        assertThat(value(Op.SOFTPLUS, -900)).isZero();
        assertThat(value(Op.RELU, -3)).isZero();
        assertThat(value(Op.RELU, Double.NaN)).isNaN();
        assertThat(value(Op.GELU, -30)).isCloseTo(0, within(1e-150));
    }

    @Test
    void powersAndLogarithms() {
        assertThat(value(apply(Op.POWER, r(0), r(0)))).isEqualTo(1);
        assertThat(value(apply(Op.POWER, n(2), n(-1)))).isEqualTo(0.5);
        for (int power = -30; power <= 30; power++) {
            assertThat(value(Op.LOG2, Math.scalb(1.0, power))).isEqualTo(power);
        }
        assertThat(value(Op.LOG2, 10)).isCloseTo(3.321928094887362, within(1e-15));
        assertThat(value(Op.LOG2, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(value(Op.RSQRT, 4)).isEqualTo(0.5);
        assertThat(value(Op.EXP2, -3)).isEqualTo(0.125);
    }

    /// `log_512 n`
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0.111111", "8, 0.333333", "512, 1", "4096, 1.333333"})
    void entropyScale(int length, double expected) {
        var scale = over(apply(Op.LOG, r(length)), apply(Op.LOG, r(512)));
        assertThat(value(scale)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void comparisonsAndTruth() {
        var yes = n(1);
        var no = n(0);
        assertThat(value(choose(less(n(1), n(2)), yes, no))).isEqualTo(1);
        assertThat(value(choose(less(r(Double.NaN), r(1)), yes, no))).isZero();
        assertThat(value(choose(apply(Op.NOT_EQUAL, r(Double.NaN), r(Double.NaN)), yes, no)))
                .isEqualTo(1);
        assertThat(value(choose(apply(Op.NOT, same(n(3), n(3))), yes, no))).isZero();
        assertThat(value(choose(or(same(n(1), n(2)), atMost(n(2), n(2))), yes, no)))
                .isEqualTo(1);
    }

    @Test
    void onlyTheChosenBranchIsEvaluated() {
        assertThat(value(choose(less(n(1), n(2)), n(7), div(n(1), n(0))))).isEqualTo(7);
    }

    @Test
    void foldsOfAVector() {
        var model = new Model(1, 1, 1, 0);
        var q = model.query("q", new double[] {3, -4}, 2);
        model.out("sum", 0, fold(Term.FoldOp.SUM, bare(q)))
                .out("mean", 0, fold(Term.FoldOp.MEAN, bare(q)))
                .out("norm", 0, fold(Term.FoldOp.NORM, bare(q)))
                .out("rms", 0, fold(Term.FoldOp.RMS, bare(q)));
        assertThat(model.run("sum")).containsExactly(-1);
        assertThat(model.run("mean")).containsExactly(-0.5);
        assertThat(model.run("norm")).containsExactly(5);
        assertThat(model.run("rms")).containsExactly(Math.sqrt(12.5));
    }

    @Test
    void scalarsMeetVectorsElementwise() {
        var model = new Model(1, 1, 1, 0);
        var q = model.query("q", new double[] {3, -4}, 2);
        var a = model.table("a", Storage.F32, new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
        model.out("o", 2, minus(r(1), times(bare(q), r(2)))).out("Aq", 3, matrixTimes(at(a), bare(q)));
        assertThat(model.run("o")).containsExactly(-5, 9);
        assertThat(model.run("Aq")).containsExactly(-5, -7, -9);
    }
}
