package dev.weft.dsl.prove;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.List;
import java.util.Optional;

/// What is left of an attention's equations for far keys.
///
/// @param border where far keys end
/// @param folds BOOL over b, h, j and labels of i: which far keys any row may count
/// @param score the score of a far key
/// @param keep which of them count, beyond `folds`
public record Fold(Border border, Term folds, Term score, Term keep) {
    /// What a far key may not depend on: the first part of `score` or `keep` that tells it from others of
    /// its code.
    public Optional<Term> offender(Term code) {
        var deciding = new Deciding(Prover.of(List.of()), code);
        return culprit(score, deciding).or(() -> culprit(keep, deciding));
    }

    /// What tables say of a query that decides which keys it folds.
    public static List<Term> labels(List<Fold> folds) {
        return Labels.in(folds.stream()
                .flatMap(fold -> List.of(fold.border.first(), fold.folds).stream())
                .toList());
    }

    /// Whether far keys of one code are alike to a query, these and those of the other side.
    public boolean agrees(Fold other) {
        return score.equals(other.score) && keep.equals(other.keep);
    }

    /// Whether no far key counts for any row, so that there is nothing to fold.
    public boolean isEmpty() {
        return keep.equals(Terms.truth(false)) || folds.equals(Terms.truth(false));
    }

    /// The equations under the assumption that the key is beyond `border`.
    ///
    /// @param code what tells far keys apart
    /// @param existing what holds of all pairs whose key exists
    public static Fold of(Border border, Term code, Term score, Term keep, Prover existing) {
        var far = existing.assuming(border.far());
        Term left = new Deciding(far, code).of(keep);
        Term folds = Terms.truth(true);
        Term rows = Terms.truth(true);
        for (Term part : Terms.conjuncts(left)) {
            boolean keyAlone =
                    new Deciding(far, code).depends(part) && !Terms.mentions(Labels.without(part), Axis.QUERY);
            folds = keyAlone ? Terms.and(folds, part) : folds;
            rows = keyAlone ? rows : Terms.and(rows, part);
        }
        Term scored = new Deciding(far.assuming(keep), code).of(score);
        return new Fold(border, folds, scored, rows);
    }

    /// Whether no key far ahead of the query counts, so that near keys are few: kept keys end at the
    /// query's own position or a block later.
    ///
    /// @param kept what holds of all pairs that count
    public static boolean ends(Prover kept, Border border, Term queries, Term keys, int block) {
        Term key = new Term.Index(Axis.KEY);
        Term query = new Term.Index(Axis.QUERY);
        Term own = Terms.integers(Op.ADD, query, Terms.integer(block));
        Term last = Terms.integers(Op.ADD, own, Terms.integers(Op.SUBTRACT, keys, queries));
        return List.of(border.first(), own, last).stream()
                .anyMatch(end -> kept.proves(Terms.compare(Op.LESS, key, end)));
    }

    /// The outermost thing read, turned or counted at j.
    private static Optional<Term> culprit(Term term, Deciding deciding) {
        if (!deciding.depends(term)) {
            return Optional.empty();
        }
        boolean comparison = term instanceof Term.Apply(var _, var op, var _)
                && (op == Op.LESS || op == Op.LESS_EQUAL || op == Op.EQUAL || op == Op.NOT_EQUAL);
        boolean whole = term instanceof Term.Element
                || term instanceof Term.Rotate
                || term.type().equals(Type.INT);
        if (comparison || whole) {
            return Optional.of(term);
        }
        return Terms.children(term).stream()
                .flatMap(child -> culprit(child, deciding).stream())
                .findFirst();
    }
}
