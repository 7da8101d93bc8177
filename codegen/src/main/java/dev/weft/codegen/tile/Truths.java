package dev.weft.codegen.tile;

import java.util.List;
import java.util.function.Predicate;

/// Makes BOOL values and choices in their simplest form. A comparison of INTs has its key coordinate alone on one side.
public final class Truths {
    private Truths() {}

    public static Value less(Value a, Value b) {
        return a.kind() == Kind.INT ? lessEqual(Values.add(a, Values.whole(1)), b) : raw(Op.LESS, a, b);
    }

    public static Value lessEqual(Value a, Value b) {
        if (a.kind() == Kind.INT) {
            return infinite(a) || infinite(b) ? wide(a, b) : atLeastZero(difference(b, a));
        }
        return a.kind() == Kind.REAL && converted(a) && converted(b)
                ? lessEqual(Children.of(a).get(0), Children.of(b).get(0))
                : raw(Op.LESS_EQUAL, a, b);
    }

    public static Value equal(Value a, Value b) {
        if (a.kind() == Kind.INT) {
            var difference = difference(b, a);
            if (difference.isConstant()) {
                return truth(difference.constant() == 0);
            }
            var sides = Sides.of(difference);
            return new Value.Apply(
                    Kind.BOOL,
                    Op.EQUAL,
                    List.of(sides.left().value(), sides.right().value()));
        }
        if (a.kind() == Kind.BOOL && a instanceof Value.Literal literal) {
            return literal.value() != 0 ? b : not(b);
        }
        if (a.kind() == Kind.BOOL && b instanceof Value.Literal literal) {
            return literal.value() != 0 ? a : not(a);
        }
        return raw(Op.EQUAL, a, b);
    }

    public static Value and(Value a, Value b) {
        if (isFalse(a) || isTrue(b) || a.equals(b)) {
            return a;
        }
        if (isTrue(a) || isFalse(b)) {
            return b;
        }
        return parts(Op.AND, a).containsAll(parts(Op.AND, b)) ? a : raw(Op.AND, a, b);
    }

    public static Value or(Value a, Value b) {
        if (isTrue(a) || isFalse(b) || a.equals(b)) {
            return a;
        }
        if (isFalse(a) || isTrue(b)) {
            return b;
        }
        return parts(Op.OR, a).containsAll(parts(Op.OR, b)) ? a : raw(Op.OR, a, b);
    }

    /// Negation, pushed through comparisons of INTs (a REAL may be NaN: there it stays outside), AND and OR.
    public static Value not(Value a) {
        return switch (a) {
            case Value.Literal literal -> truth(literal.value() == 0);
            case Value.Apply(Kind _, Op op, var of) when op == Op.NOT -> of.get(0);
            case Value.Apply(Kind _, Op op, var of) when op == Op.AND -> or(not(of.get(0)), not(of.get(1)));
            case Value.Apply(Kind _, Op op, var of) when op == Op.OR -> and(not(of.get(0)), not(of.get(1)));
            case Value.Apply(Kind _, Op op, var of) when whole(of) && op == Op.LESS -> lessEqual(of.get(1), of.get(0));
            case Value.Apply(Kind _, Op op, var of) when whole(of) && op == Op.LESS_EQUAL -> less(of.get(1), of.get(0));
            case Value.Apply(Kind _, Op op, var of)
            when whole(of) && op == Op.EQUAL -> new Value.Apply(Kind.BOOL, Op.NOT_EQUAL, of);
            case Value.Apply(Kind _, Op op, var of) when op == Op.NOT_EQUAL -> new Value.Apply(Kind.BOOL, Op.EQUAL, of);
            case Value value -> new Value.Apply(Kind.BOOL, Op.NOT, List.of(value));
        };
    }

    /// `when ? then : otherwise`.
    public static Value choose(Value when, Value then, Value otherwise) {
        if (isTrue(when) || then.equals(otherwise)) {
            return then;
        }
        if (isFalse(when)) {
            return otherwise;
        }
        if (then.kind() == Kind.BOOL && isTrue(then) && isFalse(otherwise)) {
            return when;
        }
        return new Value.Choose(then.kind(), when, then, otherwise);
    }

    /// The operands of nested ANDs (ORs) from left to right.
    public static List<Value> parts(Op op, Value value) {
        return value instanceof Value.Apply apply && apply.op() == op
                ? apply.arguments().stream()
                        .flatMap(part -> parts(op, part).stream())
                        .toList()
                : List.of(value);
    }

    public static boolean isTrue(Value value) {
        return value.equals(Values.TRUE);
    }

    public static boolean isFalse(Value value) {
        return value.equals(Values.FALSE);
    }

    /// The least or greatest difference that can be seen without inputs decides; else the comparison is written out.
    private static Value atLeastZero(Affine d) {
        boolean rising = d.terms().entrySet().stream()
                .allMatch(t -> t.getValue() > 0 && t.getKey().stream().allMatch(Signs::nonNegative));
        if (rising && d.constant() >= 0) {
            return Values.TRUE;
        }
        boolean falling = d.terms().entrySet().stream()
                .allMatch(t -> t.getValue() < 0 && t.getKey().stream().allMatch(Signs::nonNegative));
        if (falling && d.constant() < 0) {
            return Values.FALSE;
        }
        var sides = Sides.of(d);
        boolean strictRight = sides.right().constant() == -1 && !sides.right().isConstant();
        boolean strictLeft = sides.left().constant() == 1 && !sides.left().isConstant();
        if (strictRight || strictLeft) {
            return new Value.Apply(
                    Kind.BOOL,
                    Op.LESS,
                    strictRight
                            ? List.of(
                                    sides.left().value(), sides.right().plus(1).value())
                            : List.of(
                                    sides.left().plus(-1).value(), sides.right().value()));
        }
        return new Value.Apply(
                Kind.BOOL,
                Op.LESS_EQUAL,
                List.of(sides.left().value(), sides.right().value()));
    }

    /// `left <= right`, made of `right - left`.
    private record Sides(Affine left, Affine right) {
        static Sides of(Affine difference) {
            for (var axis : List.of(Axis.KEY, Axis.QUERY, Axis.HEAD, Axis.BATCH)) {
                var having = difference.having(about(axis));
                boolean up = having.terms().values().stream().allMatch(f -> f > 0);
                boolean down = having.terms().values().stream().allMatch(f -> f < 0);
                if (!having.isConstant() && (up || down)) {
                    var rest = difference.plus(having, -1);
                    return up ? new Sides(rest.times(-1), having) : new Sides(having.times(-1), rest);
                }
            }
            var positive = new java.util.LinkedHashMap<List<Value>, Long>();
            difference.terms().forEach((product, factor) -> {
                if (factor > 0) {
                    positive.put(product, factor);
                }
            });
            var right = new Affine(positive, difference.constant());
            return new Sides(right.plus(difference, -1), right);
        }

        private static Predicate<Value> about(Axis axis) {
            return value -> switch (value) {
                case Value.Ramp ramp -> ramp.axis() == axis;
                case Value.Bound bound -> bound.axis() == axis;
                case Value.Extreme extreme -> extreme.over() == axis;
                default -> false;
            };
        }
    }

    private static Affine difference(Value a, Value b) {
        return Affine.of(a).plus(Affine.of(b), -1);
    }

    private static Value wide(Value a, Value b) {
        if (a instanceof Value.Literal left && infinite(a)) {
            return truth(left.value() < 0);
        }
        return b instanceof Value.Literal right && infinite(b) ? truth(right.value() > 0) : raw(Op.LESS_EQUAL, a, b);
    }

    private static boolean infinite(Value value) {
        return value instanceof Value.Literal literal && Double.isInfinite(literal.value());
    }

    private static boolean whole(List<Value> operands) {
        return operands.get(0).kind() == Kind.INT;
    }

    private static boolean converted(Value value) {
        return value instanceof Value.Apply apply && apply.op() == Op.TO_REAL;
    }

    private static Value truth(boolean holds) {
        return holds ? Values.TRUE : Values.FALSE;
    }

    private static Value raw(Op op, Value a, Value b) {
        return new Value.Apply(Kind.BOOL, op, List.of(a, b));
    }
}
