package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.function.Predicate;

/// How far the value of a term can change.
enum Dependence {
    /// Never.
    FIXED,
    /// From row to row, or from step to step.
    ROW,
    /// From key to key, or from pair number to pair number.
    KEY;

    static Dependence of(Term term) {
        return switch (term) {
            case Term.Index(Axis axis) -> axis == Axis.KEY ? KEY : ROW;
            case Term.PairNumber _, Term.Score _ -> KEY;
            case Term.OverKeys _, Term.RowStatistic _ -> ROW;
            case Term.Previous _, Term.Current _ -> ROW;
            case Term.Constant _, Term.Size _, Term.Parameter _ -> FIXED;
            case Term.Element _, Term.Apply _, Term.Choose _, Term.Contract _ -> greatest(parts(term));
            case Term.Fold _, Term.Nearest _, Term.Rotate _ -> greatest(parts(term));
        };
    }

    /// Whether `wanted` accepts `term` or anything that its value is computed from.
    static boolean any(Term term, Predicate<Term> wanted) {
        return wanted.test(term) || parts(term).stream().anyMatch(part -> any(part, wanted));
    }

    private static List<Term> parts(Term term) {
        return switch (term) {
            case Term.Element(var _, List<Term> at) -> at;
            case Term.Apply(var _, var _, List<Term> arguments) -> arguments;
            case Term.Choose(var _, Term when, Term then, Term otherwise) -> List.of(when, then, otherwise);
            case Term.Contract(var _, Term left, Term right) -> List.of(left, right);
            case Term.Fold(var _, Term vector) -> List.of(vector);
            case Term.Nearest(Term vector, Term codes) -> List.of(vector, codes);
            case Term.Rotate(Term vector, Term position, var _) -> List.of(vector, position);
            case Term.Constant _, Term.Index _, Term.Size _, Term.Parameter _, Term.PairNumber _ -> List.of();
            case Term.Score _, Term.OverKeys _, Term.RowStatistic _, Term.Previous _, Term.Current _ -> List.of();
        };
    }

    private static Dependence greatest(List<Term> terms) {
        var greatest = FIXED;
        for (Term term : terms) {
            var one = of(term);
            greatest = one.compareTo(greatest) > 0 ? one : greatest;
        }
        return greatest;
    }
}
