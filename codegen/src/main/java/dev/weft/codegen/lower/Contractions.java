package dev.weft.codegen.lower;

import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import java.util.List;

/// Rewrites every `u @ v` so that its sides depend on rows alone or keys alone wherever that is possible: choices and
/// sums come out of the product, a relative rotation is shared out by `R(a)ᵀ R(b) = R(b - a)`, and a position with a
/// `min`, `max`, `abs` or `if` over pairs is split into one product for each of its pieces.
///
/// Does not touch a product whose sides are separate already, nor one that would get cheaper in no piece.
record Contractions(Reach reach) {
    private static final int MOST_PIECES = 8;

    Term rewrite(Term term) {
        if (term instanceof Term.Contract(var _, var left, var right) && Terms.isScalar(term)) {
            var pieces = contract(left, right);
            return pieces(pieces) <= MOST_PIECES ? pieces : term;
        }
        return Terms.map(term, this::rewrite);
    }

    private Term contract(Term left, Term right) {
        if (reach.pair(left)) {
            return reduce(left, right);
        }
        return reach.pair(right) ? reduce(right, left) : Terms.contract(left, right);
    }

    /// `mixed @ other`, where `mixed` depends on rows and keys.
    private Term reduce(Term mixed, Term other) {
        return switch (expose(mixed)) {
            case Term.Choose(var _, var when, var then, var otherwise) ->
                Terms.choose(when, contract(then, other), contract(otherwise, other));
            case Term.Apply(var _, Op op, var of) when op == Op.NEGATE -> Terms.negate(contract(of.get(0), other));
            case Term.Apply(var _, Op op, var of)
            when isScaling(op, of) ->
                Terms.isScalar(of.get(0))
                        ? Terms.apply(op, of.get(0), contract(of.get(1), other))
                        : Terms.apply(op, contract(of.get(0), other), of.get(1));
            case Term.Apply(var _, Op op, var of)
            when isSum(op, of) && pays(of, other) ->
                Terms.apply(op, contract(of.get(0), other), contract(of.get(1), other));
            case Term.Rotate rotate -> turn(rotate, other);
            case Term whole -> Terms.contract(whole, other);
        };
    }

    private Term turn(Term.Rotate rotate, Term other) {
        var pieces = Positions.split(rotate.position(), reach);
        if (pieces instanceof Term.Choose(var _, var when, var then, var otherwise)) {
            return Terms.choose(
                    when,
                    contract(Terms.rotate(rotate.vector(), then, rotate.rotation()), other),
                    contract(Terms.rotate(rotate.vector(), otherwise, rotate.rotation()), other));
        }
        var parts = Positions.separate(rotate.position(), reach);
        if (reach.pair(rotate.vector()) || !parts.exact()) {
            return Terms.contract(rotate, other);
        }
        boolean rows = reach.rows(rotate.vector());
        var stays = rows ? parts.rows() : parts.keys();
        var moves = rows ? parts.keys() : parts.rows();
        return contract(Terms.rotate(rotate.vector(), stays, rotate.rotation()), back(other, moves, rotate.rotation()));
    }

    /// `vector` turned back by `position`; two turns of one kind are one.
    private static Term back(Term vector, Term position, dev.weft.dsl.model.Rotation rotation) {
        return vector instanceof Term.Rotate(var of, var old, var same) && same.equals(rotation)
                ? Terms.rotate(of, Terms.apply(Op.SUBTRACT, old, position), rotation)
                : Terms.rotate(vector, Terms.negate(position), rotation);
    }

    /// A matrix times a vector over pairs, as a sum of products of which some depend on one side alone; the same term
    /// where there are none.
    static Term spread(Term.Contract product, Reach reach) {
        return spread(product.left(), product.right(), product, reach);
    }

    private static Term spread(Term matrix, Term vector, Term.Contract whole, Reach reach) {
        if (!reach.pair(vector)) {
            return new Term.Contract(whole.type(), matrix, vector);
        }
        return switch (vector) {
            case Term.Choose(var _, var when, var then, var otherwise) ->
                Terms.choose(when, spread(matrix, then, whole, reach), spread(matrix, otherwise, whole, reach));
            case Term.Apply(var _, Op op, var of)
            when op == Op.NEGATE -> Terms.negate(spread(matrix, of.get(0), whole, reach));
            case Term.Apply(var _, Op op, var of)
            when isScaling(op, of) ->
                Terms.isScalar(of.get(0))
                        ? Terms.apply(op, of.get(0), spread(matrix, of.get(1), whole, reach))
                        : Terms.apply(op, spread(matrix, of.get(0), whole, reach), of.get(1));
            case Term.Apply(var _, Op op, var of)
            when isSum(op, of) && !of.stream().allMatch(reach::pair) ->
                Terms.apply(op, spread(matrix, of.get(0), whole, reach), spread(matrix, of.get(1), whole, reach));
            case Term _ -> new Term.Contract(whole.type(), matrix, vector);
        };
    }

    /// Brings a choice, a factor or a sum inside a rotation or a matrix product to the top.
    private Term expose(Term vector) {
        return switch (vector) {
            case Term.Rotate(var of, var position, var rotation)
            when reach.pair(of) -> lift(expose(of), inner -> Terms.rotate(inner, position, rotation), vector);
            case Term.Contract(var type, var matrix, var of)
            when reach.pair(of) -> lift(expose(of), inner -> new Term.Contract(type, matrix, inner), vector);
            case Term other -> other;
        };
    }

    private static Term lift(Term inner, java.util.function.UnaryOperator<Term> linear, Term whole) {
        return switch (inner) {
            case Term.Choose(var _, var when, var then, var otherwise) ->
                Terms.choose(when, linear.apply(then), linear.apply(otherwise));
            case Term.Apply(var _, Op op, var of) when op == Op.NEGATE -> Terms.negate(linear.apply(of.get(0)));
            case Term.Apply(var _, Op op, var of)
            when isScaling(op, of) ->
                Terms.isScalar(of.get(0))
                        ? Terms.apply(op, of.get(0), linear.apply(of.get(1)))
                        : Terms.apply(op, linear.apply(of.get(0)), of.get(1));
            case Term.Apply(var _, Op op, var of)
            when isSum(op, of) -> Terms.apply(op, linear.apply(of.get(0)), linear.apply(of.get(1)));
            case Term _ -> whole;
        };
    }

    private static boolean isScaling(Op op, List<Term> of) {
        return (op == Op.MULTIPLY && Terms.isScalar(of.get(0)) != Terms.isScalar(of.get(1)))
                || (op == Op.DIVIDE && !Terms.isScalar(of.get(0)) && Terms.isScalar(of.get(1)));
    }

    private static boolean isSum(Op op, List<Term> of) {
        return (op == Op.ADD || op == Op.SUBTRACT) && !Terms.isScalar(of.get(0)) && !Terms.isScalar(of.get(1));
    }

    /// A difference of a row and a key against another such difference is left alone: expanded, it would cancel.
    private boolean pays(List<Term> sum, Term other) {
        return !reach.pair(other) && sum.stream().anyMatch(part -> !reach.pair(part) || part instanceof Term.Rotate);
    }

    private static int pieces(Term term) {
        return term instanceof Term.Contract
                ? 1
                : Terms.children(term).stream().mapToInt(Contractions::pieces).sum();
    }
}
