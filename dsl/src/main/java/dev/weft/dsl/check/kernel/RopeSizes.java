package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Shapes;
import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Sizes;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.prove.Terms;
import java.util.ArrayList;
import java.util.List;

/// `rope` turns pairs, so its size must be even, and `dims` at most the size of the vector. What cannot be proved or
/// refuted becomes a fact that the plan checks.
final class RopeSizes {
    private RopeSizes() {}

    /// The facts that the rotations in `terms` need beyond `stated`.
    static List<Fact> facts(List<Term> terms, List<Fact> stated, Site site) {
        var needed = new ArrayList<Fact>();
        var seen = new ArrayList<Term>();
        terms.forEach(term -> collect(term, stated, needed, seen, site));
        return List.copyOf(needed);
    }

    private static void collect(Term term, List<Fact> stated, List<Fact> needed, List<Term> seen, Site site) {
        if (seen.contains(term)) {
            return;
        }
        seen.add(term);
        Terms.children(term).forEach(child -> collect(child, stated, needed, seen, site));
        if (!(term instanceof Term.Rotate(var vector, var _, var rotation))) {
            return;
        }
        Term dims = Sizes.normal(rotation.dims());
        Term size = ((Type.Vector) Shapes.normal(vector.type())).size();
        Span span = site.origins().of(term, site.kernel().name().span());
        require(
                Terms.compare(Op.EQUAL, Terms.integers(Op.MOD, dims, Terms.integer(2)), Terms.integer(0)),
                Show.term(dims) + " mod 2 == 0",
                "`rope` turns pairs of entries, and " + Show.term(dims) + " is not even",
                Code.ROPE_SIZE,
                span,
                stated,
                needed,
                site);
        if (!dims.equals(size)) {
            require(
                    Terms.and(
                            Terms.compare(Op.LESS_EQUAL, dims, size),
                            Terms.compare(Op.LESS_EQUAL, Terms.integer(0), dims)),
                    Show.term(dims) + " <= " + Show.term(size),
                    "`rope` cannot turn " + Show.term(dims) + " entries of a vector of " + Show.term(size),
                    Code.ROPE_SIZE,
                    span,
                    stated,
                    needed,
                    site);
        }
    }

    private static void require(
            Term condition,
            String text,
            String message,
            Code code,
            Span span,
            List<Fact> stated,
            List<Fact> needed,
            Site site) {
        var prover = Prover.of(stated.stream().map(Fact::condition).toList());
        if (prover.proves(condition) || Specialisations.all(condition)) {
            return;
        }
        if (prover.proves(Terms.not(condition)) || Specialisations.all(Terms.not(condition))) {
            site.report()
                    .error(
                            code,
                            message,
                            span,
                            "turned here",
                            "turn fewer entries: `rope(x, p, dims = R)` with an even R");
            return;
        }
        var fact = new Fact(condition, text + " (for `" + span.text().replaceAll("\\s+", " ") + "`)");
        if (needed.stream().noneMatch(known -> known.condition().equals(condition))) {
            needed.add(fact);
        }
    }
}
