package dev.weft.codegen.lower;

import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;

/// Takes rotary positions apart.
final class Positions {
    /// A position as a sum.
    ///
    /// @param rows the part that is the same for all keys
    /// @param keys the part that is the same for all rows
    /// @param exact whether the sum is the position; if not, the parts mean nothing
    record Parts(Term rows, Term keys, boolean exact) {}

    private static final Term NOTHING = Terms.ZERO;

    private Positions() {}

    /// A part for the rows and a part for the keys, if the position is such a sum.
    static Parts separate(Term position, Reach reach) {
        if (reach.rows(position)) {
            return new Parts(Terms.toReal(position), NOTHING, true);
        }
        if (reach.keys(position)) {
            return new Parts(NOTHING, Terms.toReal(position), true);
        }
        return switch (position) {
            case Term.Apply(var _, Op op, var of)
            when op == Op.ADD || op == Op.SUBTRACT -> join(op, separate(of.get(0), reach), separate(of.get(1), reach));
            case Term.Apply(var _, Op op, var of)
            when op == Op.NEGATE -> join(Op.SUBTRACT, new Parts(NOTHING, NOTHING, true), separate(of.get(0), reach));
            case Term.Apply(var _, Op op, var of) when op == Op.TO_REAL -> separate(of.get(0), reach);
            case Term.Apply(var _, Op op, var of)
            when op == Op.MULTIPLY && isUniform(of.get(0), reach) -> scale(op, separate(of.get(1), reach), of.get(0));
            case Term.Apply(var _, Op op, var of)
            when (op == Op.MULTIPLY || op == Op.DIVIDE) && isUniform(of.get(1), reach) ->
                scale(op, separate(of.get(0), reach), of.get(1));
            case Term _ -> new Parts(NOTHING, NOTHING, false);
        };
    }

    /// The position with its first choice over pairs on top, `min`, `max` and `abs` being choices; or as it is.
    static Term split(Term position, Reach reach) {
        if (!reach.pair(position)) {
            return position;
        }
        return switch (position) {
            case Term.Choose choose -> choose;
            case Term.Apply(var _, Op op, var of)
            when op == Op.MIN -> Terms.choose(Terms.lessEqual(of.get(0), of.get(1)), of.get(0), of.get(1));
            case Term.Apply(var _, Op op, var of)
            when op == Op.MAX -> Terms.choose(Terms.lessEqual(of.get(1), of.get(0)), of.get(0), of.get(1));
            case Term.Apply(var type, Op op, var of)
            when op == Op.ABS ->
                Terms.choose(
                        Terms.lessEqual(new Term.Constant(type.kind(), 0), of.get(0)),
                        of.get(0),
                        Terms.negate(of.get(0)));
            case Term.Apply(var type, Op op, var of) when isLinear(op) -> splitOperand(type, op, of, reach);
            case Term other -> other;
        };
    }

    private static Term splitOperand(Type type, Op op, List<Term> of, Reach reach) {
        for (int n = 0; n < of.size(); n++) {
            if (split(of.get(n), reach) instanceof Term.Choose(var _, var when, var then, var otherwise)) {
                return new Term.Choose(
                        type,
                        when,
                        new Term.Apply(type, op, with(of, n, then)),
                        new Term.Apply(type, op, with(of, n, otherwise)));
            }
        }
        return new Term.Apply(type, op, of);
    }

    private static boolean isLinear(Op op) {
        return switch (op) {
            case ADD, SUBTRACT, NEGATE, MULTIPLY, DIVIDE, TO_REAL -> true;
            default -> false;
        };
    }

    private static List<Term> with(List<Term> terms, int index, Term term) {
        var changed = new java.util.ArrayList<>(terms);
        changed.set(index, term);
        return changed;
    }

    private static Parts join(Op op, Parts left, Parts right) {
        return new Parts(
                combine(op, left.rows(), right.rows()),
                combine(op, left.keys(), right.keys()),
                left.exact() && right.exact());
    }

    private static Term combine(Op op, Term left, Term right) {
        if (right.equals(NOTHING)) {
            return left;
        }
        if (left.equals(NOTHING)) {
            return op == Op.ADD ? right : Terms.negate(right);
        }
        return Terms.apply(op, left, right);
    }

    private static Parts scale(Op op, Parts parts, Term by) {
        return new Parts(scale(op, parts.rows(), by), scale(op, parts.keys(), by), parts.exact());
    }

    private static Term scale(Op op, Term part, Term by) {
        return part.equals(NOTHING) ? part : Terms.apply(op, part, Terms.toReal(by));
    }

    private static boolean isUniform(Term term, Reach reach) {
        return Terms.isScalar(term)
                && reach.rows(term)
                && reach.keys(term)
                && term.type().kind() != Kind.BOOL;
    }
}
