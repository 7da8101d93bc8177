package dev.weft.codegen.lower;

import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Rotation;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What a term is made of, and how one is made.
final class Terms {
    static final Term ZERO = new Term.Constant(Kind.REAL, 0);

    private Terms() {}

    static List<Term> children(Term term) {
        return switch (term) {
            case Term.Constant _, Term.Index _, Term.Size _, Term.Parameter _ -> List.of();
            case Term.PairNumber _, Term.Score _, Term.RowStatistic _ -> List.of();
            case Term.Previous _, Term.Current _ -> List.of();
            case Term.Element element -> element.at();
            case Term.Apply apply -> apply.arguments();
            case Term.Choose choose -> List.of(choose.when(), choose.then(), choose.otherwise());
            case Term.Contract contract -> List.of(contract.left(), contract.right());
            case Term.Fold fold -> List.of(fold.vector());
            case Term.Nearest nearest -> List.of(nearest.vector(), nearest.codes());
            case Term.Rotate rotate -> List.of(rotate.vector(), rotate.position());
            case Term.OverKeys over -> List.of(over.vector());
        };
    }

    /// The same term with every term directly below replaced; rows and thetas stay.
    static Term map(Term term, UnaryOperator<Term> change) {
        return switch (term) {
            case Term.Constant _, Term.Index _, Term.Size _, Term.Parameter _ -> term;
            case Term.PairNumber _, Term.Score _, Term.RowStatistic _ -> term;
            case Term.Previous _, Term.Current _ -> term;
            case Term.Element(var tensor, var at) ->
                new Term.Element(tensor, at.stream().map(change).toList());
            case Term.Apply(var type, var op, var arguments) ->
                new Term.Apply(type, op, arguments.stream().map(change).toList());
            case Term.Choose(var type, var when, var then, var otherwise) ->
                new Term.Choose(type, change.apply(when), change.apply(then), change.apply(otherwise));
            case Term.Contract(var type, var left, var right) ->
                new Term.Contract(type, change.apply(left), change.apply(right));
            case Term.Fold(var op, var vector) -> new Term.Fold(op, change.apply(vector));
            case Term.Nearest(var vector, var codes) -> new Term.Nearest(change.apply(vector), change.apply(codes));
            case Term.Rotate(var vector, var position, var rotation) ->
                new Term.Rotate(change.apply(vector), change.apply(position), rotation);
            case Term.OverKeys(var row, var vector) -> new Term.OverKeys(row, change.apply(vector));
        };
    }

    static boolean any(Term term, Predicate<Term> such) {
        return such.test(term) || children(term).stream().anyMatch(child -> any(child, such));
    }

    static boolean isScalar(Term term) {
        return term.type() instanceof Type.Scalar;
    }

    static Term apply(Op op, Term left, Term right) {
        return new Term.Apply(wider(left.type(), right.type()), op, List.of(left, right));
    }

    static Term negate(Term term) {
        return new Term.Apply(term.type(), Op.NEGATE, List.of(term));
    }

    static Term toReal(Term term) {
        return term.type().kind() == Kind.REAL ? term : new Term.Apply(Type.REAL, Op.TO_REAL, List.of(term));
    }

    static Term choose(Term when, Term then, Term otherwise) {
        return new Term.Choose(wider(then.type(), otherwise.type()), when, then, otherwise);
    }

    static Term lessEqual(Term left, Term right) {
        return new Term.Apply(Type.BOOL, Op.LESS_EQUAL, List.of(left, right));
    }

    static Term contract(Term left, Term right) {
        return new Term.Contract(Type.REAL, left, right);
    }

    static Term rotate(Term vector, Term position, Rotation rotation) {
        return new Term.Rotate(vector, position, rotation);
    }

    /// How many entries a vector has.
    static Term size(Term vector) {
        return switch (vector.type()) {
            case Type.Vector(Kind _, Term size) -> size;
            case Type.Scalar _, Type.Matrix _ -> throw new IllegalStateException("lowering: not a vector");
        };
    }

    private static Type wider(Type left, Type right) {
        return left instanceof Type.Scalar ? right : left;
    }
}
