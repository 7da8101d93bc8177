package dev.weft.dsl.check.kernel;

import dev.weft.dsl.model.Dim;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Folding;
import dev.weft.dsl.prove.Terms;
import java.util.List;

/// Tries the values of a specialised dim one by one.
final class Specialisations {
    private Specialisations() {}

    /// Whether the BOOL scalar `condition` over a single specialised dim and constants holds for all of its values.
    static boolean all(Term condition) {
        var dim = Terms.find(condition, Term.Size.class::isInstance);
        return dim.isPresent()
                && dim.get() instanceof Term.Size(Dim.Specialised(var _, List<Integer> values))
                && values.stream()
                        .allMatch(value -> Folding.constant(with(condition, dim.get(), value))
                                .filter(truth -> truth.value() != 0)
                                .isPresent());
    }

    private static Term with(Term term, Term dim, int value) {
        if (term.equals(dim)) {
            return Sizes.of(value);
        }
        return term instanceof Term.Apply(var type, Op op, List<Term> arguments)
                ? new Term.Apply(
                        type,
                        op,
                        arguments.stream()
                                .map(argument -> with(argument, dim, value))
                                .toList())
                : term;
    }
}
