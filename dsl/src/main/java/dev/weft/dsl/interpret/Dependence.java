package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Term;
import java.util.List;

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
            case Term.Constant _, Term.Size _, Term.Parameter _ -> FIXED;
            case Term.Index(Axis axis) -> axis == Axis.KEY ? KEY : ROW;
            case Term.Element(var _, List<Term> at) -> greatest(at);
            case Term.Apply(var _, var _, List<Term> arguments) -> greatest(arguments);
            case Term.Choose(var _, Term when, Term then, Term otherwise) -> greatest(List.of(when, then, otherwise));
            case Term.Contract(var _, Term left, Term right) -> greatest(List.of(left, right));
            case Term.Fold(var _, Term vector) -> of(vector);
            case Term.Nearest(Term vector, Term codes) -> greatest(List.of(vector, codes));
            case Term.Rotate(Term vector, Term position, var _) -> greatest(List.of(vector, position));
            case Term.PairNumber _, Term.Score _ -> KEY;
            case Term.OverKeys _, Term.RowStatistic _ -> ROW;
            case Term.Previous _, Term.Current _ -> ROW;
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
