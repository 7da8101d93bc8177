package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Affine;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Simplifier;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.ArrayList;
import java.util.List;

/// Puts conditions over pairs into a form in which comparisons are as plain as they get.
final class Conditions {
    private static final int MOST_ALTERNATIVES = 8;

    private Conditions() {}

    /// The condition with `min`, `max`, `abs` and choices inside comparisons of whole numbers turned into ANDs and ORs,
    /// where they depend on the key.
    static Value plain(Value condition) {
        return switch (condition) {
            case Value.Apply(Kind _, Op op, var of) when op == Op.AND -> Truths.and(plain(of.get(0)), plain(of.get(1)));
            case Value.Apply(Kind _, Op op, var of) when op == Op.OR -> Truths.or(plain(of.get(0)), plain(of.get(1)));
            case Value.Apply(Kind _, Op op, var of) when op == Op.NOT -> negated(of.get(0));
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.EQUAL && of.get(0).kind() == Kind.INT -> equal(condition, of);
            case Value.Apply(Kind _, Op op, var of)
            when isComparison(op) && of.get(0).kind() == Kind.INT -> comparison(condition);
            case Value.Choose choose ->
                Truths.or(
                        Truths.and(plain(choose.when()), plain(choose.then())),
                        Truths.and(plain(Truths.not(choose.when())), plain(choose.otherwise())));
            case Value other -> other;
        };
    }

    /// The condition as an OR of ANDs; one AND of nothing at all where there would be too many.
    static List<List<Value>> alternatives(Value condition) {
        var alternatives = expand(condition);
        return alternatives.size() <= MOST_ALTERNATIVES ? alternatives : List.of(List.of());
    }

    private static List<List<Value>> expand(Value condition) {
        if (Truths.isFalse(condition)) {
            return List.of();
        }
        return switch (condition) {
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.OR -> {
                var all = new ArrayList<>(alternatives(of.get(0)));
                all.addAll(alternatives(of.get(1)));
                yield all;
            }
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.AND -> {
                var all = new ArrayList<List<Value>>();
                for (var left : alternatives(of.get(0))) {
                    for (var right : alternatives(of.get(1))) {
                        var both = new ArrayList<>(left);
                        both.addAll(right);
                        all.add(both);
                    }
                }
                yield all;
            }
            case Value other -> List.of(List.of(other));
        };
    }

    private static Value negated(Value condition) {
        var inner = Truths.not(condition);
        return inner instanceof Value.Apply apply && apply.op() == Op.NOT ? inner : plain(inner);
    }

    private static Value equal(Value condition, List<Value> of) {
        var both = Truths.and(Truths.lessEqual(of.get(0), of.get(1)), Truths.lessEqual(of.get(1), of.get(0)));
        var split = plain(both);
        return split.equals(both) ? condition : split;
    }

    private static boolean isComparison(Op op) {
        return op == Op.LESS || op == Op.LESS_EQUAL;
    }

    private static Value comparison(Value condition) {
        var piece =
                Children.all(condition).stream().filter(Conditions::isPiecewise).findFirst();
        return piece.isPresent() && linear(condition, piece.get()) ? split(condition, piece.get()) : condition;
    }

    private static boolean isPiecewise(Value value) {
        boolean piecewise = switch (value) {
            case Value.Apply apply -> apply.op() == Op.MIN || apply.op() == Op.MAX || apply.op() == Op.ABS;
            case Value.Choose _ -> true;
            default -> false;
        };
        return piecewise && value.kind() == Kind.INT && Children.any(value, Values.ramp(Axis.KEY)::equals);
    }

    /// Whether the piece is a term of the sums that are compared.
    private static boolean linear(Value condition, Value piece) {
        return sum(condition).terms().containsKey(List.of(piece));
    }

    private static Affine sum(Value comparison) {
        var of = Children.of(comparison);
        return Affine.of(of.get(1)).plus(Affine.of(of.get(0)), -1);
    }

    /// `right - left` falls or rises with the piece: an upper bound on a `max` bounds both, one on a `min` either.
    private static Value split(Value condition, Value piece) {
        boolean rises = sum(condition).terms().getOrDefault(List.of(piece), 0L) > 0;
        return switch (piece) {
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.ABS -> {
                var up = plain(Simplifier.replace(condition, piece, of.get(0)));
                var down = plain(Simplifier.replace(condition, piece, Values.negate(of.get(0))));
                yield rises ? Truths.or(up, down) : Truths.and(up, down);
            }
            case Value.Apply(Kind _, Op op, var of) -> {
                var first = plain(Simplifier.replace(condition, piece, of.get(0)));
                var second = plain(Simplifier.replace(condition, piece, of.get(1)));
                yield rises == (op == Op.MAX) ? Truths.or(first, second) : Truths.and(first, second);
            }
            case Value.Choose choose ->
                Truths.or(
                        Truths.and(plain(choose.when()), plain(Simplifier.replace(condition, piece, choose.then()))),
                        Truths.and(
                                plain(Truths.not(choose.when())),
                                plain(Simplifier.replace(condition, piece, choose.otherwise()))));
            case Value _ -> condition;
        };
    }
}
