package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;

/// The derivative of a value at a point with respect to what a tile holds at that point. It is written
/// with the parts of the value itself, so that both can be computed together: `tanh` has the derivative
/// `1 - tanh^2`.
///
/// Where a function has a kink, its derivative is the one that belongs to the branch that is taken; steps
/// have the derivative 0.
record Derivative(Tile by) {
    private static final Value ZERO = Values.real(0);
    private static final Value ONE = Values.real(1);
    private static final Value HALF = Values.real(0.5);

    static Value of(Value value, Tile by) {
        return new Derivative(by).of(value);
    }

    static boolean isZero(Value derivative) {
        return Values.isLiteral(derivative, 0);
    }

    private Value of(Value value) {
        if (value.kind() != Kind.REAL || !Children.any(value, part -> part.equals(Values.at(by)))) {
            return ZERO;
        }
        return switch (value) {
            case Value.At _ -> ONE;
            case Value.Choose choose -> {
                var then = of(choose.then());
                var otherwise = of(choose.otherwise());
                yield then.equals(otherwise) ? then : Truths.choose(choose.when(), then, otherwise);
            }
            case Value.Apply apply
            when apply.arguments().size() == 1 -> {
                var a = apply.arguments().getFirst();
                yield times(outer(apply, a), of(a));
            }
            case Value.Apply apply ->
                two(apply, apply.arguments().get(0), apply.arguments().get(1));
            default -> throw new IllegalStateException("differentiate: no derivative of " + value);
        };
    }

    /// The derivative of a function of one number, at `a`.
    private static Value outer(Value.Apply f, Value a) {
        return switch (f.op()) {
            case NEGATE -> Values.real(-1);
            case ABS -> Truths.choose(less(a, ZERO), Values.real(-1), ONE);
            case SIGN, FLOOR, CEIL, ROUND, TO_REAL -> ZERO;
            case EXP -> f;
            case EXP2, EXP2_BELOW -> Values.multiply(Values.real(Math.log(2)), f);
            case LOG -> Values.divide(ONE, a);
            case LOG2 -> Values.divide(Values.real(1 / Math.log(2)), a);
            case SQRT -> Values.divide(HALF, f);
            case RSQRT -> Values.multiply(Values.real(-0.5), Values.multiply(f, Values.multiply(f, f)));
            case SIN -> Values.apply(Op.COS, a);
            case COS -> Values.negate(Values.apply(Op.SIN, a));
            case TANH -> Values.subtract(ONE, Values.multiply(f, f));
            case SIGMOID -> Values.multiply(f, Values.subtract(ONE, f));
            case RELU -> Truths.choose(less(ZERO, a), ONE, ZERO);
            case SILU -> {
                var s = Values.apply(Op.SIGMOID, a);
                yield Values.add(s, Values.multiply(f, Values.subtract(ONE, s)));
            }
            case GELU -> {
                var below = Values.multiply(
                        HALF, Values.add(ONE, Values.apply(Op.ERF, Values.multiply(a, Values.real(Math.sqrt(0.5))))));
                yield Values.add(below, Values.multiply(a, bell(a, 0.5, 1 / Math.sqrt(2 * Math.PI))));
            }
            case SOFTPLUS -> Values.apply(Op.SIGMOID, a);
            case ERF -> bell(a, 1, 2 / Math.sqrt(Math.PI));
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, DIV, MOD, POWER, MIN, MAX ->
                throw new IllegalStateException("differentiate: two operands: " + f);
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT ->
                throw new IllegalStateException("differentiate: a truth value: " + f);
        };
    }

    /// `height * exp(-rate * a * a)`
    private static Value bell(Value a, double rate, double height) {
        var exponent = Values.multiply(Values.real(-rate), Values.multiply(a, a));
        return Values.multiply(Values.real(height), Values.apply(Op.EXP, exponent));
    }

    private Value two(Value.Apply f, Value a, Value b) {
        var x = of(a);
        var y = of(b);
        return switch (f.op()) {
            case ADD -> plus(x, y);
            case SUBTRACT -> isZero(y) ? x : isZero(x) ? Values.negate(y) : Values.subtract(x, y);
            case MULTIPLY -> plus(times(x, b), times(a, y));
            case DIVIDE -> isZero(y) ? Values.divide(x, b) : Values.divide(plus(x, Values.negate(times(f, y))), b);
            case MIN -> x.equals(y) ? x : Truths.choose(Values.apply(Op.LESS_EQUAL, a, b), x, y);
            case MAX -> x.equals(y) ? x : Truths.choose(Values.apply(Op.LESS_EQUAL, b, a), x, y);
            case POWER -> power(f, a, b, x, y);
            default -> throw new IllegalStateException("differentiate: no derivative of " + f);
        };
    }

    private static Value power(Value f, Value a, Value b, Value x, Value y) {
        var base = times(Values.multiply(b, Values.apply(Op.POWER, a, Values.subtract(b, ONE))), x);
        return isZero(y) ? base : plus(base, times(Values.multiply(f, Values.apply(Op.LOG, a)), y));
    }

    private static Value less(Value a, Value b) {
        return Values.apply(Op.LESS, a, b);
    }

    static Value plus(Value a, Value b) {
        return isZero(a) ? b : isZero(b) ? a : Values.add(a, b);
    }

    /// A product; 0 where a factor is known to be, whatever the other may turn out to be.
    static Value times(Value a, Value b) {
        return isZero(a) || isZero(b) ? ZERO : Values.multiply(a, b);
    }
}
