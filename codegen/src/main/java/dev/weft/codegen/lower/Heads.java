package dev.weft.codegen.lower;

import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds how many neighbouring heads read the same keys: `c` if the vectors read at j use h as `h
/// div c` alone, all heads if they do not use h, else 1. A scalar over j and h does not count,
/// since it stays with the pairs; but for one that says which keys fold, since all rows of a tile
/// share what was folded.
final class Heads {
    private final Set<Term> divisors = new LinkedHashSet<>();
    private boolean bare;

    private Heads() {}

    static Term group(Attention model) {
        var heads = new Heads();
        heads.uses(model.exists());
        heads.uses(model.keys());
        if (model.algorithm() instanceof Algorithm.Codes codes) {
            codes.stretches().forEach(stretch -> heads.uses(stretch.folds()));
        }
        heads.vectors(model.keep());
        heads.vectors(model.score());
        for (OutEquation out : model.outs()) {
            heads.out(out.value());
        }
        if (heads.bare || heads.divisors.size() > 1) {
            return Sizes.of(1);
        }
        if (heads.divisors.isEmpty()) {
            return model.heads();
        }
        var divisor = heads.divisors.iterator().next();
        return divides(divisor, model) ? divisor : Sizes.of(1);
    }

    private void out(Term term) {
        if (term instanceof Term.OverKeys(var row, var vector)) {
            uses(vector);
            if (row instanceof Row.Elementwise(var weight)) {
                vectors(weight);
            }
        }
        Terms.children(term).forEach(this::out);
    }

    /// Looks at the vectors below that are read at j alone.
    private void vectors(Term term) {
        if (term.type() instanceof Type.Vector && reads(term, Axis.KEY) && !reads(term, Axis.QUERY)) {
            uses(term);
        } else {
            Terms.children(term).forEach(this::vectors);
        }
    }

    private void uses(Term term) {
        switch (term) {
            case Term.Apply(var _, Op op, var of)
            when op == Op.DIV && isHead(of.get(0)) && isUniform(of.get(1)) -> divisors.add(of.get(1));
            case Term.Index index -> bare |= isHead(index);
            case Term other -> Terms.children(other).forEach(this::uses);
        }
    }

    private static boolean isHead(Term term) {
        return term instanceof Term.Index(var axis) && axis == Axis.HEAD;
    }

    private static boolean isUniform(Term term) {
        return !Terms.any(term, part -> part instanceof Term.Index || part instanceof Term.Element);
    }

    private static boolean reads(Term term, Axis axis) {
        return Terms.any(term, part -> part instanceof Term.Index(var a) && a == axis);
    }

    /// Whether groups of that size fill the heads: `where` says so, or both are numbers, or it is
    /// heads over a fact's divisor.
    private static boolean divides(Term divisor, Attention model) {
        if (divisor instanceof Term.Constant(Kind _, double c)
                && model.heads() instanceof Term.Constant(Kind _, double heads)) {
            return c > 0 && heads % c == 0;
        }
        if (divisor instanceof Term.Apply(var _, Op op, var of)
                && op == Op.DIV
                && Sizes.normal(of.get(0)).equals(Sizes.normal(model.heads()))) {
            return stated(of.get(1), model);
        }
        return stated(divisor, model);
    }

    /// `heads mod divisor == 0` among the facts.
    private static boolean stated(Term divisor, Attention model) {
        Term zero = Sizes.of(0);
        var mod = new Term.Apply(Type.INT, Op.MOD, List.of(model.heads(), divisor));
        return model.facts().stream()
                .map(Fact::condition)
                .flatMap(fact -> conjuncts(fact).stream())
                .anyMatch(fact -> fact instanceof Term.Apply(var _, Op op, var of)
                        && op == Op.EQUAL
                        && (of.equals(List.of(mod, zero)) || of.equals(List.of(zero, mod))));
    }

    private static List<Term> conjuncts(Term condition) {
        return condition instanceof Term.Apply(var _, Op op, var of) && op == Op.AND
                ? of.stream().flatMap(part -> conjuncts(part).stream()).toList()
                : List.of(condition);
    }
}
