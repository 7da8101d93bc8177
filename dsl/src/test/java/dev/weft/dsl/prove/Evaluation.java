package dev.weft.dsl.prove;

import dev.weft.dsl.model.Term;
import java.util.List;
import java.util.Map;

/// Puts values in for atoms and works out what comes of it.
public final class Evaluation {
    private Evaluation() {}

    /// The value of a scalar, with `values` for its atoms; BOOL is 0 or 1.
    public static double of(Term term, Map<Term, Double> values) {
        return Folding.constant(substitute(term, values)).orElseThrow().value();
    }

    private static Term substitute(Term term, Map<Term, Double> values) {
        if (values.containsKey(term)) {
            return new Term.Constant(term.type().kind(), values.get(term));
        }
        return switch (term) {
            case Term.Apply(var type, var op, List<Term> arguments) ->
                new Term.Apply(
                        type,
                        op,
                        arguments.stream()
                                .map(argument -> substitute(argument, values))
                                .toList());
            case Term.Choose(var type, var when, var then, var otherwise) ->
                new Term.Choose(
                        type, substitute(when, values), substitute(then, values), substitute(otherwise, values));
            default -> term;
        };
    }
}
