package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Inheritance;
import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Tensor;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks one scan, part by part. There are no bounds to prove: nothing is indexed but by its own batch
/// and step.
public final class ScanCheck {
    private final Site site;
    private final List<Owned> items;
    private final long errorsBefore;

    private ScanCheck(Declaration.Kernel kernel, Module module, Report report) {
        this.errorsBefore = report.errors();
        this.site = Site.of(Family.SCAN, kernel, report);
        this.items = Inheritance.items(kernel, module, report);
    }

    /// The meaning of `kernel`, or nothing, with errors in `report`.
    public static Optional<Scan> check(Declaration.Kernel kernel, Module module, Report report) {
        return new ScanCheck(kernel, module, report).check();
    }

    private Optional<Scan> check() {
        if (wrong()) {
            // Without all of its signatures, whatever else is missing may be declared there.
            return Optional.empty();
        }
        Misplaced.refuse(items, site);
        var declarations = Declarations.of(items, site, new ScanPlaces(site));
        var equations = ScanEquations.of(items, site, declarations);
        var states = states(declarations, equations);
        var outs = new ArrayList<OutEquation>();
        for (var out : declarations.tensors(Tensor.Role.OUT)) {
            equations.value(out).ifPresent(value -> outs.add(new OutEquation(out.tensor(), value)));
        }
        equations.complete();
        var facts = new ArrayList<>(Facts.of(items, site));
        var solver = Solvers.of(items, site);
        var batches = Counts.ofSteps(having(Axis.BATCH, declarations), site).of(Axis.BATCH);
        var steps = Counts.ofSteps(having(Axis.STEP, declarations), site).of(Axis.STEP);
        var ordered = StepOrder.of(states, equations::span, site);
        if (wrong() || solver.isEmpty()) {
            return Optional.empty();
        }
        Solvers.fit(solver.get(), ordered, items, site);
        facts.addAll(RopeSizes.facts(terms(ordered, outs), facts, site));
        Usage.warn(site);
        if (wrong()) {
            return Optional.empty();
        }
        return Optional.of(new Scan(
                site.kernel().name().text(),
                site.kernel().doc(),
                declarations.dims(items),
                declarations.arguments(),
                facts,
                batches,
                steps,
                ordered,
                outs,
                solver.get(),
                Sources.of(items)));
    }

    private boolean wrong() {
        return site.report().errors() > errorsBefore;
    }

    private List<Scan.State> states(Declarations declarations, ScanEquations equations) {
        var initials = new Initials(declarations, site);
        var states = new ArrayList<Scan.State>();
        for (var state : declarations.tensors(Tensor.Role.STATE)) {
            var initial = initials.of(state);
            var next = equations.value(state);
            if (initial.isPresent() && next.isPresent()) {
                states.add(new Scan.State(state.tensor(), initial.get(), next.get()));
            }
        }
        return states;
    }

    /// The tensors that have one element, or vector, for every value of `axis`.
    private static List<Tensors.Declared> having(Axis axis, Declarations declarations) {
        return declarations.tensors().stream()
                .filter(declared -> declared.tensor().at().contains(new Term.Index(axis)))
                .toList();
    }

    private static List<Term> terms(List<Scan.State> states, List<OutEquation> outs) {
        var terms = new ArrayList<Term>();
        states.forEach(state -> terms.add(state.next()));
        outs.forEach(out -> terms.add(out.value()));
        return terms;
    }
}
