package dev.weft.dsl.prove;

import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What tables say of a query, such as the number of its document: integers that are read at i, and at
/// neither j nor h. Packed texts give many neighbouring queries the same ones.
final class Labels {
    private Labels() {}

    /// Whether `term` is one.
    static boolean isLabel(Term term) {
        return term instanceof Term.Element
                && term.type().equals(Type.INT)
                && Terms.mentions(term, Axis.QUERY)
                && !Terms.mentions(term, Axis.KEY)
                && !Terms.mentions(term, Axis.HEAD);
    }

    /// The labels in `terms`, in reading order.
    static List<Term> in(List<Term> terms) {
        Set<Term> found = new LinkedHashSet<>();
        terms.forEach(term -> collect(term, found));
        return List.copyOf(found);
    }

    private static void collect(Term term, Set<Term> found) {
        if (isLabel(term)) {
            found.add(term);
        } else {
            Terms.children(term).forEach(child -> collect(child, found));
        }
    }

    /// `term` for a query whose labels are all 0: what is left of it that the query and tables decide.
    static Term without(Term term) {
        return isLabel(term) ? Terms.integer(0) : Terms.map(term, Labels::without);
    }
}
