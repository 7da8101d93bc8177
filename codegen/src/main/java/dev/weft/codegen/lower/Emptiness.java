package dev.weft.codegen.lower;

import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Kind;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Prover;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks for a key that every row keeps: the sides of the condition's own comparisons are candidates, and the ends.
final class Emptiness {
    private static final Term J = new Term.Index(Axis.KEY);
    private static final int MOST_CANDIDATES = 12;

    private Emptiness() {}

    /// A key, as a term over the row, that is proved to exist and to be kept by every row.
    static Optional<Term> kept(Attention model) {
        var condition = new Term.Apply(Type.BOOL, Op.AND, List.of(model.exists(), model.keep()));
        if (Terms.any(condition, term -> term instanceof Term.Contract || term instanceof Term.Fold)) {
            return Optional.empty();
        }
        var prover = Prover.of(assumptions(model));
        return candidates(condition, model).stream()
                .limit(MOST_CANDIDATES)
                .filter(key -> proves(prover, condition, key, model))
                .findFirst();
    }

    private static boolean proves(Prover prover, Term condition, Term key, Attention model) {
        return prover.proves(Terms.lessEqual(Sizes.of(0), key))
                && prover.proves(less(key, model.keys()))
                && conjuncts(substitute(condition, key)).stream().allMatch(prover::proves);
    }

    private static List<Term> conjuncts(Term condition) {
        return condition instanceof Term.Apply(var _, Op op, var of) && op == Op.AND
                ? of.stream().flatMap(part -> conjuncts(part).stream()).toList()
                : List.of(condition);
    }

    /// What holds for every row that there is.
    private static List<Term> assumptions(Attention model) {
        var known = new ArrayList<>(model.facts().stream().map(Fact::condition).toList());
        known.add(less(new Term.Index(Axis.BATCH), model.batches()));
        known.add(less(new Term.Index(Axis.HEAD), model.heads()));
        known.add(less(new Term.Index(Axis.QUERY), model.queries()));
        return known;
    }

    private static Set<Term> candidates(Term condition, Attention model) {
        var candidates = new LinkedHashSet<Term>();
        collect(condition, candidates);
        candidates.add(new Term.Index(Axis.QUERY));
        candidates.add(Sizes.of(0));
        candidates.add(subtract(model.keys(), Sizes.of(1)));
        candidates.add(subtract(Terms.apply(Op.ADD, new Term.Index(Axis.QUERY), model.keys()), model.queries()));
        return candidates;
    }

    /// `j <= x` and `x <= j` suggest x.
    private static void collect(Term condition, Set<Term> candidates) {
        if (condition instanceof Term.Apply(var _, Op op, var of)
                && (op == Op.LESS_EQUAL || op == Op.LESS || op == Op.EQUAL)) {
            suggest(of.get(0), of.get(1), candidates);
            suggest(of.get(1), of.get(0), candidates);
        }
        Terms.children(condition).forEach(child -> collect(child, candidates));
    }

    private static void suggest(Term key, Term other, Set<Term> candidates) {
        if (key.equals(J) && !readsKey(other) && other.type().equals(Type.INT)) {
            candidates.add(other);
        }
        if (key instanceof Term.Apply(var _, Op op, var of)
                && op == Op.SUBTRACT
                && of.get(1).equals(J)
                && !readsKey(of.get(0))) {
            candidates.add(of.get(0));
        }
    }

    private static boolean readsKey(Term term) {
        return Terms.any(term, J::equals);
    }

    private static Term substitute(Term term, Term key) {
        return term.equals(J) ? key : Terms.map(term, child -> substitute(child, key));
    }

    private static Term less(Term left, Term right) {
        return new Term.Apply(Type.BOOL, Op.LESS, List.of(left, right));
    }

    private static Term subtract(Term left, Term right) {
        return new Term.Apply(Type.INT, Op.SUBTRACT, List.of(left, right));
    }

    /// Whether a score can be minus infinity, so that a row may have weights of 0 although it keeps a key.
    static boolean mayVanish(Term score) {
        return Terms.any(score, term -> switch (term) {
            case Term.Constant(Kind _, double value) -> Double.isInfinite(value);
            case Term.Element element ->
                Terms.isScalar(element) && element.type().kind() == Kind.REAL && readsKey(element);
            case Term.Apply(var _, Op op, var _) -> (op == Op.LOG || op == Op.LOG2) && readsKey(term);
            default -> false;
        });
    }
}
