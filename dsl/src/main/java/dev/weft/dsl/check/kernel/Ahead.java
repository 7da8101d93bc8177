package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Direction;
import dev.weft.dsl.prove.Fold;
import java.util.List;
import java.util.Optional;

/// Says why keys before the query fold and those after it do not.
///
/// @param folds what folds beyond the borders beyond which keys differ by their code alone
record Ahead(CodesBy asked, Site site, List<Fold> folds) {
    /// @param scored where `score` stands
    /// @param kept where `keep` stands
    Optional<Algorithm> refuse(Span scored, Span kept) {
        var before = side(Direction.BEFORE);
        var after = side(Direction.AFTER);
        site.report()
                .add(
                        before.isEmpty() || after.isEmpty()
                                ? endless(kept)
                                : apart(before.get(), after.get(), scored, kept));
        return Optional.empty();
    }

    private Optional<Fold> side(Direction direction) {
        return folds.stream()
                .filter(fold -> fold.border().direction() == direction && !fold.isEmpty())
                .findFirst();
    }

    private Diagnostic endless(Span kept) {
        return Diagnostic.error(
                        Code.FAR_KEYS,
                        "`by codes` folds keys that lie behind the query, and `keep` lets it see any number ahead",
                        kept,
                        "keeps keys however far ahead of the query")
                .because(asked.span(), "stays linear in the number of keys while near ones are few")
                .help("keep what lies behind: `j <= i`")
                .help("or let keys far ahead be told apart by their code alone, too: near is `abs(i - j) < w`, say")
                .help("or drop `by codes` and pay for quadratic attention");
    }

    /// There is one state for a query, in which both sides meet.
    private Diagnostic apart(Fold before, Fold after, Span scored, Span kept) {
        boolean scores = !before.score().equals(after.score());
        String one = Show.term(scores ? before.score() : before.keep());
        String other = Show.term(scores ? after.score() : after.keep());
        return Diagnostic.error(
                        Code.FAR_KEYS,
                        "`by codes` folds far keys of one code together, those behind the query and those ahead, and `"
                                + (scores ? "score" : "keep") + "` tells them apart",
                        scores ? scored : kept,
                        "differs from one side of the query to the other")
                .because(asked.span(), "would fold `" + one + "` behind with `" + other + "` ahead")
                .help("let far keys count by distance alone, `abs(i - j)`, so that both sides are alike")
                .help("or keep one side: `j <= i`")
                .help("or drop `by codes` and pay for quadratic attention");
    }
}
