package dev.weft.dsl.prove;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;

/// Writes terms shorter by what is known of the pair: conditions that are decided, the lesser of two that
/// is always the same one.
///
/// @param known what holds
/// @param code a term that is left alone, and may depend on the key
record Deciding(Prover known, Term code) {
    /// `term` without what is decided; the same object where nothing is.
    Term of(Term term) {
        if (term.equals(code) || !depends(term)) {
            return term;
        }
        return switch (term) {
            case Term.Choose(var _, var when, var then, var otherwise) -> {
                Term condition = of(when);
                if (condition instanceof Term.Constant(var _, var value)) {
                    Term chosen = value != 0 ? then : otherwise;
                    if (chosen.type().equals(term.type())) {
                        yield of(chosen);
                    }
                }
                yield Terms.map(term, child -> child.equals(when) ? condition : of(child));
            }
            case Term.Apply(var type, var op, var x) when type.equals(Type.BOOL) -> truth((Term.Apply) term, op, x);
            case Term.Apply(var _, var op, var x) when op == Op.MIN || op == Op.MAX -> extreme(term, op, x);
            case Term.Apply(var _, var op, var x) when op == Op.ABS -> absolute(term, x.getFirst());
            case Term other -> Terms.map(other, this::of);
        };
    }

    private Term truth(Term.Apply term, Op op, List<Term> x) {
        if (op == Op.AND || op == Op.OR) {
            Term left = of(x.get(0));
            Term right = of(x.get(1));
            boolean and = op == Op.AND;
            if (left.equals(Terms.truth(!and)) || right.equals(Terms.truth(and))) {
                return left;
            }
            if (left.equals(Terms.truth(and)) || right.equals(Terms.truth(!and))) {
                return right;
            }
            return Terms.map(term, child -> child.equals(x.get(0)) ? left : right);
        }
        if (op == Op.NOT) {
            Term inside = of(x.getFirst());
            return inside instanceof Term.Constant(var _, var value)
                    ? Terms.truth(value == 0)
                    : Terms.map(term, _ -> inside);
        }
        if (known.proves(term)) {
            return Terms.truth(true);
        }
        return known.proves(Terms.not(term)) ? Terms.truth(false) : Terms.map(term, this::of);
    }

    private Term absolute(Term term, Term inside) {
        if (known.proves(Terms.compare(Op.LESS_EQUAL, Terms.integer(0), inside))) {
            return of(inside);
        }
        return inside.type().equals(Type.INT) && known.proves(Terms.compare(Op.LESS_EQUAL, inside, Terms.integer(0)))
                ? of(Terms.integers(Op.SUBTRACT, Terms.integer(0), inside))
                : Terms.map(term, this::of);
    }

    private Term extreme(Term term, Op op, List<Term> x) {
        boolean least = op == Op.MIN;
        if (known.proves(Terms.compare(Op.LESS_EQUAL, x.get(0), x.get(1)))) {
            return of(least ? x.get(0) : x.get(1));
        }
        if (known.proves(Terms.compare(Op.LESS_EQUAL, x.get(1), x.get(0)))) {
            return of(least ? x.get(1) : x.get(0));
        }
        return Terms.map(term, this::of);
    }

    /// Whether the value may change with the key other than by its code.
    boolean depends(Term term) {
        if (term.equals(code)) {
            return false;
        }
        return term.equals(new Term.Index(Axis.KEY))
                || Terms.children(term).stream().anyMatch(this::depends);
    }
}
