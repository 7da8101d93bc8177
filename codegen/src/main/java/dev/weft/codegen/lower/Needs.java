package dev.weft.codegen.lower;

import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Row;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the outs ask of the loop over keys.
///
/// @param softmax the vectors that the softmax weights meet, each once
/// @param weighted the other sums over keys, each once
/// @param sum whether the sum of exponentials is wanted
/// @param max whether the greatest score is wanted
record Needs(List<Term> softmax, List<Term.OverKeys> weighted, boolean sum, boolean max) {
    static Needs of(Attention model) {
        var terms = new ArrayList<Term>();
        for (OutEquation out : model.outs()) {
            collect(out.value(), terms);
        }
        Set<Term> softmax = new LinkedHashSet<>();
        Set<Term.OverKeys> weighted = new LinkedHashSet<>();
        boolean sum = false;
        boolean max = false;
        for (var term : terms) {
            if (term instanceof Term.OverKeys(Row row, Term vector)) {
                if (row instanceof Row.Elementwise) {
                    weighted.add(new Term.OverKeys(row, vector));
                } else {
                    softmax.add(vector);
                    sum = true;
                }
            } else if (term instanceof Term.RowStatistic(var statistic)) {
                sum |= statistic == Term.Statistic.LOG_SUM_EXP;
                max = true;
            }
        }
        return new Needs(List.copyOf(softmax), List.copyOf(weighted), sum, max || sum);
    }

    /// Whether nothing but softmax and its statistics reads the scores: they can be kept in base 2.
    boolean binary() {
        return weighted.isEmpty();
    }

    private static void collect(Term term, List<Term> found) {
        if (term instanceof Term.OverKeys || term instanceof Term.RowStatistic) {
            found.add(term);
        }
        Terms.children(term).forEach(child -> collect(child, found));
    }
}
