package dev.weft.dsl.check.kernel;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;

/// A `keep` that keeps nothing is a mistake; one that does not look at the key probably is one.
final class Keep {
    private Keep() {}

    static void examine(Term keep, Bounds bounds, Span span, Site site) {
        if (!bounds.existing().contradictory() && bounds.kept().contradictory()) {
            site.report()
                    .error(
                            Code.KEEP_NEVER,
                            "`keep` can never hold",
                            span,
                            "no pair of a query and a key satisfies it",
                            "every row would keep nothing and give 0; correct the condition");
        } else if (bounds.existing().proves(keep)) {
            site.report()
                    .warning(
                            Code.KEEP_ALWAYS,
                            "`keep` holds for every pair",
                            span,
                            "leaves nothing out",
                            "leave the equation out: that is its default");
        } else if (!Terms.mentions(keep, Axis.KEY)) {
            site.report()
                    .warning(
                            Code.KEEP_WITHOUT_KEY,
                            "`keep` does not depend on the key",
                            span,
                            "keeps or drops whole rows",
                            "compare with `j`, as in `j <= i`");
        }
    }
}
