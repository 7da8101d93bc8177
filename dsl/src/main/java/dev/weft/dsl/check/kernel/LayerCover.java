package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.types.Show;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.LayerLine;
import dev.weft.dsl.model.Op;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Layering;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.prove.Terms;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Whether every layer comes once: settled where constants say which layers there are. Where params do, the plan
/// checks it, and what is wrong for all of their values is refused here.
final class LayerCover {
    private static final Term ONE = Terms.integer(1);

    private final Site site;
    private final List<Written> lines;
    private final Prover known;

    /// @param span where its layers are written
    record Written(LayerLine line, Span span) {}

    private LayerCover(Site site, List<Written> lines, List<Fact> facts) {
        this.site = site;
        this.lines = lines;
        var prover = Prover.of(facts.stream().map(Fact::condition).toList());
        for (Written written : lines) {
            if (unconditional(written.line())) {
                // A line of no layers does no harm; what is said below is said of lines that have some.
                prover = prover.assuming(Terms.compare(
                        Op.LESS, written.line().first(), written.line().end()));
            }
        }
        this.known = prover;
    }

    /// Reports layers that are missing or come twice.
    static void check(Site site, List<Written> lines, List<Fact> facts) {
        if (lines.isEmpty()) {
            site.report()
                    .error(
                            Code.LAYER_NONE,
                            "stack `" + site.kernel().name().text() + "` has no layer",
                            site.kernel().name().span(),
                            "says nothing of its layers",
                            "add one line per kind: `layer 1 ..< L : Window(w = w)`");
            return;
        }
        var cover = new LayerCover(site, lines, facts);
        if (lines.stream().allMatch(written -> constant(written.line()))) {
            cover.constants();
        } else if (!cover.known.contradictory()) {
            cover.twice();
            cover.gaps();
        }
    }

    private static boolean constant(LayerLine line) {
        return List.of(line.first(), line.end(), line.condition()).stream()
                .noneMatch(term -> Terms.any(
                        term,
                        part -> part instanceof Term.Parameter(var param)
                                && !param.name().equals(line.index().name())));
    }

    private void constants() {
        var plain = lines.stream()
                .map(written -> new LayerLine(
                        written.line().index(),
                        written.line().first(),
                        written.line().end(),
                        written.line().condition(),
                        written.line().kernel(),
                        List.of(),
                        written.line().layers(),
                        written.line().call()))
                .toList();
        if (Layering.of(site.kernel().name().text(), plain, Map.of())
                instanceof Layering.Refused(var trouble, var why)) {
            var code = switch (trouble) {
                case TWICE -> Code.LAYER_TWICE;
                case NONE -> Code.LAYER_NONE;
                case MISSING, VALUES -> Code.LAYER_MISSING;
            };
            site.report()
                    .error(
                            code,
                            why,
                            trouble == Layering.Trouble.TWICE
                                    ? lines.getLast().span()
                                    : site.kernel().name().span(),
                            "every layer from 1 on comes once",
                            "ranges leave out their end: `layer 1 ..< L`, then `layer L`");
        }
    }

    /// Layers that two lines name whatever the params are.
    private void twice() {
        for (int later = 1; later < lines.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                Written a = lines.get(earlier);
                Written b = lines.get(later);
                if (!unconditional(a.line()) || !unconditional(b.line())) {
                    continue;
                }
                var common = List.of(a.line().first(), b.line().first(), last(a.line()), last(b.line())).stream()
                        .filter(layer -> in(layer, a.line()) && in(layer, b.line()))
                        .findFirst();
                if (common.isPresent()) {
                    site.report()
                            .add(Diagnostic.error(
                                            Code.LAYER_TWICE,
                                            "layer " + Show.size(common.get()) + " comes twice",
                                            b.span(),
                                            "named here")
                                    .because(a.span(), "and here")
                                    .help("ranges leave out their end: `layer 1 ..< L`, then `layer L`"));
                }
            }
        }
    }

    /// Layer 1, or the one behind a line, that no line names, while a later one is named.
    private void gaps() {
        if (!lines.stream().allMatch(written -> unconditional(written.line()))) {
            return;
        }
        if (IntStream.range(0, lines.size()).allMatch(n -> out(ONE, lines.get(n).line()))) {
            missing(ONE, lines.getFirst().span(), "the first layer is 1");
        }
        for (Written written : lines) {
            Term next = written.line().end();
            boolean more = lines.stream()
                    .anyMatch(other -> known.proves(
                            Terms.compare(Op.LESS, next, other.line().first())));
            if (more && lines.stream().allMatch(other -> out(next, other.line()))) {
                missing(next, written.span(), "the layer behind these");
            }
        }
    }

    private void missing(Term layer, Span span, String label) {
        site.report()
                .error(
                        Code.LAYER_MISSING,
                        "layer " + Show.size(layer) + " is missing",
                        span,
                        label,
                        "name every layer from 1 on once; ranges leave out their end");
    }

    private static boolean unconditional(LayerLine line) {
        return line.condition().equals(Terms.truth(true));
    }

    private static Term last(LayerLine line) {
        return Terms.integers(Op.SUBTRACT, line.end(), ONE);
    }

    private boolean in(Term layer, LayerLine line) {
        return known.proves(Terms.compare(Op.LESS_EQUAL, line.first(), layer))
                && known.proves(Terms.compare(Op.LESS, layer, line.end()));
    }

    private boolean out(Term layer, LayerLine line) {
        return known.proves(Terms.compare(Op.LESS, layer, line.first()))
                || known.proves(Terms.compare(Op.LESS_EQUAL, line.end(), layer));
    }
}
