package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Direction;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Border;
import dev.weft.dsl.prove.Fold;
import dev.weft.dsl.prove.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Proves that far keys differ by their code alone, which is what `by codes` stands on: finds the border
/// between near and far in the equations, and what is left of them beyond it.
///
/// @param keys how many there are
record FarKeys(CodesBy asked, Site site, Bounds bounds, Term score, Term keep, Term keys, Term queries) {
    /// What folds, and where; empty, with a report, if the equations forbid it.
    ///
    /// @param scored where `score` stands
    /// @param kept where `keep` stands
    Optional<Algorithm> fold(Span scored, Span kept) {
        // Where so few keys are allowed that all are near, the border is that of more keys.
        var found = found(bounds).or(() -> found(bounds.unlimited()));
        if (found.isPresent()) {
            return Optional.of(algorithm(found.get()));
        }
        var alike = folds(bounds);
        if (alike.stream().anyMatch(fold -> !fold.isEmpty())) {
            return new Ahead(asked, site, alike).refuse(scored, kept);
        }
        var drawn = Border.in(score, asked.code(), bounds.kept());
        var shown = drawn.isEmpty() ? blocks() : drawn;
        var before = shown.stream()
                .filter(border -> border.direction() == Direction.BEFORE)
                .findFirst();
        refuse(before.orElse(Border.beyond(keys)), drawn.isEmpty(), scored, kept);
        return Optional.empty();
    }

    /// The stretches of keys that fold: those before the query if few others count, else those on both sides
    /// where one score stands for all of a code. A side on which no far key counts has none.
    private Optional<List<Fold>> found(Bounds known) {
        var folds = folds(known);
        var before = side(folds, Direction.BEFORE);
        for (var fold : before) {
            if (!fold.isEmpty() && Fold.ends(bounds.kept(), fold.border(), queries, keys, asked.block())) {
                return Optional.of(List.of(fold));
            }
        }
        for (var fold : before) {
            for (var other : side(folds, Direction.AFTER)) {
                var both = Stream.of(fold, other).filter(one -> !one.isEmpty()).toList();
                if (both.size() == 1 || (both.size() == 2 && fold.agrees(other))) {
                    return Optional.of(both);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Fold> side(List<Fold> folds, Direction direction) {
        return folds.stream()
                .filter(fold -> fold.border().direction() == direction)
                .toList();
    }

    /// What folds beyond the borders beyond which keys differ by their code alone, or none count.
    private List<Fold> folds(Bounds known) {
        var existing = known.existing();
        var borders = new ArrayList<Border>(List.of(Border.beyond(keys)));
        borders.addAll(Border.in(keep, asked.code(), existing));
        borders.addAll(Border.in(score, asked.code(), known.kept()));
        borders.addAll(blocks());
        return borders.stream()
                .map(border -> Fold.of(border, asked.code(), score, keep, existing))
                .filter(fold -> fold.isEmpty() || fold.offender(asked.code()).isEmpty())
                .toList();
    }

    private Algorithm algorithm(List<Fold> folds) {
        return new Algorithm.Codes(
                asked.code(),
                asked.block(),
                Fold.labels(folds),
                folds.stream().map(fold -> stretch(fold, folds.getFirst())).toList(),
                folds.getFirst().score(),
                folds.getFirst().keep());
    }

    /// A key that is far on both sides, where no key is near, folds with those before the query.
    private Algorithm.Stretch stretch(Fold fold, Fold before) {
        Term first = fold.border().first();
        Term least = before.border().first();
        boolean apart = bounds.existing().proves(Terms.compare(Op.LESS_EQUAL, least, first));
        Term border = apart ? first : new Term.Apply(Type.INT, Op.MAX, List.of(least, first));
        return new Algorithm.Stretch(fold.border().direction(), border, fold.folds());
    }

    /// The borders that one would draw: the own block and the one before are near, and the one after. None
    /// where what is known decides that for all pairs.
    private List<Border> blocks() {
        Term block = Terms.integer(asked.block());
        Term own = Terms.integers(Op.DIV, new Term.Index(Axis.QUERY), block);
        Term other = Terms.integers(Op.DIV, new Term.Index(Axis.KEY), block);
        var borders = new ArrayList<Border>();
        for (Term apart : List.of(Terms.integers(Op.SUBTRACT, own, other), Terms.integers(Op.SUBTRACT, other, own))) {
            Term near = Terms.compare(Op.LESS_EQUAL, apart, Terms.integer(1));
            borders.addAll(Border.in(near, asked.code(), bounds.existing()));
        }
        return borders;
    }

    private void refuse(Border border, boolean byBlocks, Span scored, Span kept) {
        var fold = Fold.of(border, asked.code(), score, keep, bounds.existing());
        var offender = fold.offender(asked.code());
        if (offender.isEmpty()) {
            nothing(kept);
            return;
        }
        tellsApart(border, byBlocks, offender.get(), scored, kept);
    }

    private void tellsApart(Border border, boolean byBlocks, Term offender, Span scored, Span kept) {
        boolean inScore = Terms.any(score, part -> part.equals(offender));
        Span place = site.origins().of(offender, inScore ? scored : kept);
        String near = byBlocks
                ? "i div " + asked.written() + " - j div " + asked.written() + " <= 1"
                : Show.term(border.near());
        String where = byBlocks ? "once they are 2 blocks away" : "unless `" + near + "`";
        var diagnostic = Diagnostic.error(
                        Code.FAR_KEYS,
                        "`by codes` needs far keys to be told apart by their code alone",
                        place,
                        "depends on `j` itself, at any distance")
                .because(asked.span(), "folds all keys of one code together " + where)
                .help(cure(offender, place, near, inScore));
        var unknown = Terms.find(border.near(), Term.Parameter.class::isInstance);
        if (!inScore && unknown.isPresent()) {
            diagnostic = diagnostic.help("or say how small `" + Show.term(unknown.get()) + "` may be: `where 0 <= "
                    + Show.term(unknown.get()) + "`");
        }
        site.report().add(diagnostic.help("or drop `by codes` and pay for quadratic attention"));
    }

    private static String cure(Term offender, Span place, String near, boolean inScore) {
        if (!inScore) {
            return "let `keep` leave far keys in, or out, by their code: `not (" + near + ") or " + place.text() + "`";
        }
        boolean bias = offender.type() instanceof Type.Scalar;
        String text = place.text().replaceAll("\\s+", " ");
        return bias
                ? "limit the bias to the near blocks: `if " + near + " then " + text + " else 0`"
                : "let `" + text + "` score near keys alone, and the rows of the codebook far ones: `if " + near
                        + " then … else …`";
    }

    private void nothing(Span kept) {
        site.report()
                .add(Diagnostic.error(
                                Code.FAR_KEYS,
                                "`by codes` folds far keys, and `keep` leaves all of them out",
                                kept,
                                "keeps no far key")
                        .because(asked.span(), "has nothing to fold")
                        .help("drop `by codes`: keys that are not kept cost nothing"));
    }
}
