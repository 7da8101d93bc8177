package dev.weft.runtime.vector.microkernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanesTest {
    private static final float[] SPECIAL = {
        0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-30f, -1e-30f
    };

    /// @param end how far from 0 the function is tried
    /// @param growth how the allowed relative error grows with the argument: sigmoid rounds its exponent
    ///     once
    record Case(
            String name,
            VectorSpecies<Float> species,
            UnaryOperator<FloatVector> lanes,
            DoubleUnaryOperator exact,
            float end,
            double growth) {
        @Override
        public String toString() {
            return name + " of " + species.vectorBitSize() + " bits";
        }
    }

    static List<Case> cases() {
        var v128 = FloatVector.SPECIES_128;
        var v256 = FloatVector.SPECIES_256;
        var v512 = FloatVector.SPECIES_512;
        DoubleUnaryOperator exp2 = x -> Math.pow(2, x);
        DoubleUnaryOperator below = x -> Math.pow(2, -Math.abs(x));
        DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
        return List.of(
                new Case("exp2", v128, Lanes128::exp2, exp2, 125, 0),
                new Case("exp2", v256, Lanes256::exp2, exp2, 125, 0),
                new Case("exp2", v512, Lanes512::exp2, exp2, 125, 0),
                new Case("exp2Below", v128, x -> Lanes128.exp2Below(x.abs().neg()), below, 125, 0),
                new Case("exp2Below", v256, x -> Lanes256.exp2Below(x.abs().neg()), below, 125, 0),
                new Case("exp2Below", v512, x -> Lanes512.exp2Below(x.abs().neg()), below, 125, 0),
                new Case("exp", v128, Lanes128::exp, Math::exp, 86, 0),
                new Case("exp", v256, Lanes256::exp, Math::exp, 86, 0),
                new Case("exp", v512, Lanes512::exp, Math::exp, 86, 0),
                new Case("sigmoid", v128, Lanes128::sigmoid, sigmoid, 80, 1e-7),
                new Case("sigmoid", v256, Lanes256::sigmoid, sigmoid, 80, 1e-7),
                new Case("sigmoid", v512, Lanes512::sigmoid, sigmoid, 80, 1e-7),
                new Case("tanh", v128, Lanes128::tanh, Math::tanh, 20, 0),
                new Case("tanh", v256, Lanes256::tanh, Math::tanh, 20, 0),
                new Case("tanh", v512, Lanes512::tanh, Math::tanh, 20, 0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areWithinAFewUnitsInTheLastPlace(Case of) {
        int lanes = of.species().length();
        var x = new float[1000 * lanes];
        for (int n = 0; n < x.length; n++) {
            x[n] = of.end() * (2f * n / (x.length - 1) - 1);
        }
        compare(of, x);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endAsTheyMust(Case of) {
        var x = new float
                [Math.ceilDiv(SPECIAL.length, of.species().length())
                        * of.species().length()];
        System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
        compare(of, x);
    }

    private static void compare(Case of, float[] x) {
        var y = new float[x.length];
        for (int n = 0; n < x.length; n += of.species().length()) {
            of.lanes().apply(FloatVector.fromArray(of.species(), x, n)).intoArray(y, n);
        }
        for (int n = 0; n < x.length; n++) {
            double exact = of.exact().applyAsDouble(x[n]);
            if (Double.isFinite(exact)) {
                assertThat((double) y[n])
                        .describedAs("at %s", x[n])
                        .isCloseTo(exact, within(allowed(of, x[n]) * Math.abs(exact)));
            } else {
                assertThat((double) y[n]).describedAs("at %s", x[n]).isEqualTo(Double.valueOf(exact));
            }
        }
    }

    /// The relative error; where the function is flat, the argument has no say.
    private static double allowed(Case of, double x) {
        return 6e-7 + of.growth() * Math.min(Math.abs(x), of.end());
    }
}
