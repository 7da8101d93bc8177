package dev.weft.codegen.tile;

import java.util.List;
import java.util.Set;

/// Makes arithmetic values in their simplest form. INT sums are kept in the order of [Affine]; REAL operations are only
/// changed where every operand gives the same result (constants are folded in double precision).
public final class Values {
    public static final Value TRUE = new Value.Literal(Kind.BOOL, 1);
    public static final Value FALSE = new Value.Literal(Kind.BOOL, 0);
    public static final Value MINUS_INFINITY = real(Double.NEGATIVE_INFINITY);

    private static final Set<Op> EVEN_STEPS = Set.of(Op.FLOOR, Op.CEIL, Op.ROUND);

    private Values() {}

    public static Value.Literal whole(long value) {
        return new Value.Literal(Kind.INT, value);
    }

    public static Value.Literal real(double value) {
        return new Value.Literal(Kind.REAL, value);
    }

    public static Value size(String dimension) {
        return new Value.Size(dimension);
    }

    public static Value ramp(Axis axis) {
        return new Value.Ramp(axis);
    }

    public static Value least(Axis axis) {
        return new Value.Bound(axis, Value.End.LEAST);
    }

    public static Value greatest(Axis axis) {
        return new Value.Bound(axis, Value.End.GREATEST);
    }

    public static Value at(Tile tile) {
        return new Value.At(tile);
    }

    public static boolean isLiteral(Value value, double number) {
        return value instanceof Value.Literal literal && literal.value() == number;
    }

    public static Value add(Value a, Value b) {
        return apply(Op.ADD, a, b);
    }

    public static Value subtract(Value a, Value b) {
        return apply(Op.SUBTRACT, a, b);
    }

    public static Value multiply(Value a, Value b) {
        return apply(Op.MULTIPLY, a, b);
    }

    public static Value divide(Value a, Value b) {
        return apply(Op.DIVIDE, a, b);
    }

    public static Value negate(Value a) {
        return apply(Op.NEGATE, a);
    }

    public static Value toReal(Value a) {
        return a.kind() == Kind.REAL ? a : apply(Op.TO_REAL, a);
    }

    public static Value min(Value a, Value b) {
        return apply(Op.MIN, a, b);
    }

    public static Value max(Value a, Value b) {
        return apply(Op.MAX, a, b);
    }

    /// One operation on already simplified operands.
    public static Value apply(Op op, Value... arguments) {
        return apply(op, List.of(arguments));
    }

    /// One operation on already simplified operands.
    public static Value apply(Op op, List<Value> arguments) {
        if (arguments.stream().allMatch(Value.Literal.class::isInstance)) {
            return fold(op, arguments.stream().map(Value.Literal.class::cast).toList());
        }
        return arguments.size() == 1 ? one(op, arguments.get(0)) : two(op, arguments.get(0), arguments.get(1));
    }

    /// What kind `op` gives on operands of `kind`.
    public static Kind kind(Op op, Kind kind) {
        return switch (op) {
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> Kind.BOOL;
            case FLOOR, CEIL, ROUND, DIV, MOD -> Kind.INT;
            case NEGATE, ADD, SUBTRACT, MULTIPLY, MIN, MAX, ABS, SIGN -> kind;
            case TO_REAL, DIVIDE, POWER, EXP, EXP2, EXP2_BELOW, LOG, LOG2, SQRT, RSQRT, SIN, COS, TANH -> Kind.REAL;
            case SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF -> Kind.REAL;
        };
    }

    private static Value fold(Op op, List<Value.Literal> literals) {
        double x = literals.get(0).value();
        var kind = kind(op, literals.get(0).kind());
        double result = literals.size() == 1
                ? Arithmetic.of(op, x)
                : Arithmetic.of(op, x, literals.get(1).value());
        boolean wild = kind == Kind.INT && !(Math.abs(result) <= Integer.MAX_VALUE) && !Double.isInfinite(x);
        return wild ? raw(op, List.copyOf(literals)) : new Value.Literal(kind, result);
    }

    private static Value one(Op op, Value a) {
        if (op == Op.NOT) {
            return Truths.not(a);
        }
        if (op == Op.NEGATE && a.kind() == Kind.INT) {
            return Affine.of(a).times(-1).value();
        }
        if (op == Op.NEGATE && a instanceof Value.Apply inner && inner.op() == Op.NEGATE) {
            return inner.arguments().get(0);
        }
        if (a instanceof Value.Apply inner && inner.op() == Op.TO_REAL && EVEN_STEPS.contains(op)) {
            return inner.arguments().get(0);
        }
        if (op == Op.ABS && Signs.nonNegative(a)) {
            return a;
        }
        return raw(op, List.of(a));
    }

    private static Value two(Op op, Value a, Value b) {
        return switch (op) {
            case ADD, SUBTRACT, MULTIPLY -> a.kind() == Kind.INT ? sum(op, a, b) : realSum(op, a, b);
            case DIVIDE -> quotient(a, b);
            case DIV, MOD -> steps(op, a, b);
            case MIN, MAX -> extremum(op, a, b);
            case LESS -> Truths.less(a, b);
            case LESS_EQUAL -> Truths.lessEqual(a, b);
            case EQUAL -> Truths.equal(a, b);
            case NOT_EQUAL -> a.kind() == Kind.INT ? Truths.not(Truths.equal(a, b)) : raw(op, List.of(a, b));
            case AND -> Truths.and(a, b);
            case OR -> Truths.or(a, b);
            case POWER -> isLiteral(b, 1) ? a : isLiteral(b, 2) ? multiply(a, a) : raw(op, List.of(a, b));
            case TO_REAL,
                    NEGATE,
                    ABS,
                    SIGN,
                    FLOOR,
                    CEIL,
                    ROUND,
                    EXP,
                    EXP2,
                    EXP2_BELOW,
                    LOG,
                    LOG2,
                    SQRT,
                    RSQRT,
                    SIN,
                    COS,
                    TANH -> throw new IllegalArgumentException(op + " takes one operand");
            case SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF, NOT ->
                throw new IllegalArgumentException(op + " takes one operand");
        };
    }

    private static Value sum(Op op, Value a, Value b) {
        if (unbounded(a) || unbounded(b)) {
            return raw(op, List.of(a, b));
        }
        var left = Affine.of(a);
        return switch (op) {
            case ADD -> left.plus(Affine.of(b), 1).value();
            case SUBTRACT -> left.plus(Affine.of(b), -1).value();
            default -> left.times(Affine.of(b)).value();
        };
    }

    private static boolean unbounded(Value value) {
        return value instanceof Value.Literal literal && Double.isInfinite(literal.value());
    }

    private static Value realSum(Op op, Value a, Value b) {
        if (op != Op.MULTIPLY && isWhole(a) && isWhole(b)) {
            return toReal(apply(op, whole(a), whole(b)));
        }
        return switch (op) {
            case ADD ->
                isLiteral(a, 0)
                        ? b
                        : isLiteral(b, 0)
                                ? a
                                : negated(b) ? raw(Op.SUBTRACT, List.of(a, positive(b))) : raw(op, List.of(a, b));
            case SUBTRACT -> isLiteral(b, 0) ? a : raw(op, List.of(a, b));
            default -> product(a, b);
        };
    }

    private static boolean negated(Value value) {
        return value instanceof Value.Apply apply && apply.op() == Op.NEGATE;
    }

    private static Value positive(Value value) {
        return Children.of(value).get(0);
    }

    private static boolean isWhole(Value value) {
        return switch (value) {
            case Value.Apply apply -> apply.op() == Op.TO_REAL;
            case Value.Literal(Kind _, double x) -> x == Math.rint(x) && Math.abs(x) < 1 << 20;
            default -> false;
        };
    }

    /// The INT value that a REAL value stands for.
    private static Value whole(Value value) {
        return value instanceof Value.Literal literal
                ? whole((long) literal.value())
                : Children.of(value).get(0);
    }

    private static Value product(Value a, Value b) {
        if (isLiteral(a, 1)) {
            return b;
        }
        if (isLiteral(b, 1)) {
            return a;
        }
        if (isLiteral(a, -1)) {
            return negate(b);
        }
        if (isLiteral(b, -1)) {
            return negate(a);
        }
        return raw(Op.MULTIPLY, List.of(a, b));
    }

    private static Value quotient(Value a, Value b) {
        if (isLiteral(b, 1)) {
            return a;
        }
        if (b instanceof Value.Apply root && root.op() == Op.SQRT) {
            return multiply(a, apply(Op.RSQRT, root.arguments()));
        }
        return raw(Op.DIVIDE, List.of(a, b));
    }

    private static Value steps(Op op, Value a, Value b) {
        if (isLiteral(b, 1)) {
            return op == Op.DIV ? a : whole(0);
        }
        if (isLiteral(a, 0)) {
            return whole(0);
        }
        return raw(op, List.of(a, b));
    }

    private static Value extremum(Op op, Value a, Value b) {
        if (a.equals(b)) {
            return a;
        }
        if (a.kind() == Kind.INT && !unbounded(a) && !unbounded(b)) {
            var less = Truths.lessEqual(a, b);
            if (less.equals(TRUE)) {
                return op == Op.MIN ? a : b;
            }
            if (less.equals(FALSE)) {
                return op == Op.MIN ? b : a;
            }
        }
        if (a.kind() == Kind.INT && (unbounded(a) || unbounded(b))) {
            boolean first = unbounded(a);
            double bound = ((Value.Literal) (first ? a : b)).value();
            boolean absorbing = bound > 0 == (op == Op.MAX);
            return absorbing == first ? a : b;
        }
        return raw(op, List.of(a, b));
    }

    private static Value raw(Op op, List<Value> arguments) {
        return new Value.Apply(kind(op, arguments.get(0).kind()), op, arguments);
    }
}
