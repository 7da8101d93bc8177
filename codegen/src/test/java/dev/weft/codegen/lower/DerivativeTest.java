package dev.weft.codegen.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.codegen.tile.Arithmetic;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Derivatives against central differences.
final class DerivativeTest {
    private static final Tile X = new Tile("x", Span.ROWS, Span.ONE, Kind.REAL);
    private static final Tile Y = new Tile("y", Span.ROWS, Span.ONE, Kind.REAL);
    private static final double STEP = 1e-6;

    @ParameterizedTest
    @EnumSource(
            names = {
                "NEGATE",
                "ABS",
                "EXP",
                "EXP2",
                "LOG",
                "LOG2",
                "SQRT",
                "RSQRT",
                "SIN",
                "COS",
                "TANH",
                "SIGMOID",
                "RELU",
                "SILU",
                "GELU",
                "SOFTPLUS",
                "ERF"
            })
    void functionsOfOneNumber(Op op) {
        var square = Values.multiply(Values.at(X), Values.at(X));
        var value = Values.apply(op, Values.add(square, Values.multiply(Values.at(X), Values.at(Y))));
        for (double x : new double[] {0.3, 0.9, 1.7}) {
            for (double y : new double[] {0.2, 1.1}) {
                check(value, x, y);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "SUBTRACT", "MULTIPLY", "DIVIDE", "MIN", "MAX", "POWER"})
    void functionsOfTwoNumbers(Op op) {
        var value = Values.apply(
                op,
                Values.apply(Op.EXP, Values.multiply(Values.at(X), Values.at(Y))),
                Values.add(Values.at(X), Values.real(2)));
        for (double x : new double[] {-0.8, 0.3, 1.7}) {
            for (double y : new double[] {0.2, 1.1}) {
                check(value, x, y);
            }
        }
    }

    @Test
    void choicesFollowTheBranchThatIsTaken() {
        var value = Truths.choose(
                Values.apply(Op.LESS, Values.at(X), Values.at(Y)),
                Values.apply(Op.SIN, Values.at(X)),
                Values.multiply(Values.at(X), Values.at(Y)));
        check(value, 0.3, 1);
        check(value, 1.3, 1);
    }

    @Test
    void stepsDoNotChange() {
        assertThat(Derivative.of(Values.apply(Op.SIGN, Values.at(X)), X)).isEqualTo(Values.real(0));
        assertThat(Derivative.of(Values.at(Y), X)).isEqualTo(Values.real(0));
    }

    private static void check(Value value, double x, double y) {
        double slope = value(Derivative.of(value, X), x, y);
        double difference = (value(value, x + STEP, y) - value(value, x - STEP, y)) / (2 * STEP);
        assertThat(slope).isCloseTo(difference, within(1e-7 * Math.max(1, Math.abs(difference))));
    }

    private static double value(Value value, double x, double y) {
        var known = Map.of(X, x, Y, y);
        return switch (value) {
            case Value.Literal literal -> literal.value();
            case Value.At(Tile tile) -> known.getOrDefault(tile, Double.NaN);
            case Value.Choose choose ->
                value(choose.when(), x, y) != 0 ? value(choose.then(), x, y) : value(choose.otherwise(), x, y);
            case Value.Apply apply
            when apply.arguments().size() == 1 ->
                Arithmetic.of(apply.op(), value(apply.arguments().getFirst(), x, y));
            case Value.Apply apply ->
                Arithmetic.of(
                        apply.op(),
                        value(apply.arguments().get(0), x, y),
                        value(apply.arguments().get(1), x, y));
            default -> throw new IllegalArgumentException(value.toString());
        };
    }
}
