package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Inheritance;
import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Fact;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Prover;
import dev.weft.dsl.syntax.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks one attention, part by part; what can be proved is proved when everything else is right.
public final class AttentionCheck {
    private final Site site;
    private final List<Owned> items;
    private final long errorsBefore;

    private AttentionCheck(Declaration.Kernel kernel, Module module, Report report) {
        this.errorsBefore = report.errors();
        this.site = Site.of(Family.ATTENTION, kernel, report);
        this.items = Inheritance.items(kernel, module, report);
    }

    /// The meaning of `kernel`, or nothing, with errors in `report`.
    public static Optional<Attention> check(Declaration.Kernel kernel, Module module, Report report) {
        return new AttentionCheck(kernel, module, report).check();
    }

    private Optional<Attention> check() {
        if (wrong()) {
            // Without all of its signatures, whatever else is missing may be declared there.
            return Optional.empty();
        }
        Misplaced.refuse(items, site);
        var declarations = Declarations.of(items, site, new AttentionPlaces(site));
        var equations = AttentionEquations.of(items, site, declarations);
        var score = equations.score();
        var keep = equations.keep();
        var outs = new ArrayList<OutEquation>();
        for (var out : equations.outs()) {
            equations.out(out).ifPresent(value -> outs.add(new OutEquation(out.tensor(), value)));
        }
        equations.complete();
        var facts = new ArrayList<>(Facts.of(items, site));
        var algorithm = Algorithms.of(items, site);
        var written = declarations.tensors(Tensor.Role.OUT);
        var counted = Counts.ofOuts(written, site);
        var batches = counted.of(Axis.BATCH);
        var heads = counted.of(Axis.HEAD);
        var queries = counted.of(Axis.QUERY);
        var prover = Prover.of(facts.stream().map(Fact::condition).toList());
        var keys = Keys.of(declarations, prover, site);
        if (wrong() || score.isEmpty() || keep.isEmpty() || keys.isEmpty() || algorithm.isEmpty()) {
            return Optional.empty();
        }
        var terms = new ArrayList<>(List.of(score.get(), keep.get()));
        outs.forEach(out -> terms.add(out.value()));
        facts.addAll(RopeSizes.facts(terms, facts, site));
        facts.addAll(Codebooks.facts(terms, facts, site));
        var counts = Map.of(
                Axis.BATCH, batches,
                Axis.HEAD, heads,
                Axis.QUERY, queries,
                Axis.KEY, keys.get().count());
        var bounds = new Bounds(counts, facts, keys.get().exists(), keep.get());
        prove(bounds, equations, score.get(), keep.get(), keys.get(), outs);
        Usage.warn(site);
        if (wrong()) {
            return Optional.empty();
        }
        var settled = switch (algorithm.get()) {
            case Algorithms.Asked.Settled(var known) -> Optional.of(known);
            case Algorithms.Asked.Codes(var by) ->
                new FarKeys(
                                by,
                                site,
                                bounds,
                                score.get(),
                                keep.get(),
                                keys.get().count(),
                                queries)
                        .fold(span(equations, "score"), span(equations, "keep"));
        };
        if (settled.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Attention(
                site.kernel().name().text(),
                site.kernel().doc(),
                declarations.dims(items),
                declarations.arguments(),
                facts,
                batches,
                heads,
                queries,
                keys.get().count(),
                keys.get().exists(),
                keep.get(),
                score.get(),
                outs,
                settled.get(),
                Sources.of(items)));
    }

    private boolean wrong() {
        return site.report().errors() > errorsBefore;
    }

    private void prove(
            Bounds bounds, AttentionEquations equations, Term score, Term keep, Keys keys, List<OutEquation> outs) {
        Span name = site.kernel().name().span();
        var ranges = new Ranges(site, bounds);
        ranges.check(keys.count(), bounds.rows(), bounds.rows(), name);
        ranges.check(keys.exists(), bounds.pairs(), bounds.pairs(), name);
        ranges.check(keep, bounds.existing(), bounds.existing(), span(equations, "keep"));
        ranges.check(score, bounds.kept(), bounds.kept(), span(equations, "score"));
        for (OutEquation out : outs) {
            ranges.check(
                    out.value(),
                    bounds.rows(),
                    bounds.kept(),
                    span(equations, out.out().name()));
        }
        if (equations.find("keep").isPresent()) {
            Keep.examine(keep, bounds, span(equations, "keep"), site);
        }
    }

    private Span span(AttentionEquations equations, String name) {
        return equations
                .find(name)
                .map(Equations.Written::span)
                .orElse(site.kernel().name().span());
    }
}
