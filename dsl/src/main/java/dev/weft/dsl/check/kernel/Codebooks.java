package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.prove.Terms;
import java.util.ArrayList;
import java.util.List;

/// `nearest` chooses one of at least one code. What cannot be proved or refuted becomes a fact that the
/// plan checks.
final class Codebooks {
    private Codebooks() {}

    /// The facts that the searches in `terms` need beyond `stated`.
    static List<Fact> facts(List<Term> terms, List<Fact> stated, Site site) {
        var needed = new ArrayList<Fact>();
        terms.forEach(term -> collect(term, stated, needed, site));
        return List.copyOf(needed);
    }

    private static void collect(Term term, List<Fact> stated, List<Fact> needed, Site site) {
        Terms.children(term).forEach(child -> collect(child, stated, needed, site));
        if (!(term instanceof Term.Nearest(var _, var codes)
                && codes.type() instanceof Type.Matrix(var _, var rows, var _))) {
            return;
        }
        Term condition = Terms.compare(Op.LESS_EQUAL, Terms.integer(1), rows);
        var prover = Prover.of(stated.stream().map(Fact::condition).toList());
        if (prover.proves(condition)
                || needed.stream().anyMatch(known -> known.condition().equals(condition))) {
            return;
        }
        Span span = site.origins().of(term, site.kernel().name().span());
        if (prover.proves(Terms.not(condition))) {
            site.report()
                    .error(
                            Code.CODEBOOK,
                            "`nearest` needs a code to choose, and " + Show.term(codes) + " has none",
                            span,
                            Show.type(codes.type()),
                            "give the codebook at least one row");
            return;
        }
        needed.add(new Fact(
                condition, "1 <= " + Show.term(rows) + " (for `" + span.text().replaceAll("\\s+", " ") + "`)"));
    }
}
