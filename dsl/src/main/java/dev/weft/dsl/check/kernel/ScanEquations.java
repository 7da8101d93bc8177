package dev.weft.dsl.check.kernel;

import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Owned;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Axis;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.syntax.Expr;
import dev.weft.dsl.syntax.Item;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// `h[t] = …`, one equation per state and out.
final class ScanEquations {
    private static final List<String> TARGETS = List.of("state", "out");

    private final Site site;
    private final Declarations declarations;
    private final Equations equations;

    private ScanEquations(Site site, Declarations declarations) {
        this.site = site;
        this.declarations = declarations;
        this.equations = new Equations(site);
    }

    /// Finds the equations among `items`.
    static ScanEquations of(Iterable<Owned> items, Site site, Declarations declarations) {
        var equations = new ScanEquations(site, declarations);
        for (Owned owned : items) {
            if (owned.item() instanceof Item.EquationItem item) {
                equations.collect(item, owned.home());
            }
        }
        return equations;
    }

    private void collect(Item.EquationItem item, Module home) {
        String name = item.name().text();
        if (TARGETS.stream().noneMatch(keyword -> declarations.is(name, keyword))) {
            target(item, home);
        } else if (atItsStep(item)) {
            equations.add(item, home);
        } else {
            equations.spoil(name);
        }
    }

    private void target(Item.EquationItem item, Module home) {
        String name = item.name().text();
        var known = new TreeSet<String>();
        TARGETS.forEach(keyword -> declarations.names(keyword).forEach(target -> known.add(target.text())));
        var entry = site.names().declaration(name);
        equations.refuse(
                item,
                home,
                entry.map(found -> "`" + name + "` is " + Family.one(found.what())
                                + ", and only states and outs have equations")
                        .orElse("`" + name + "` is neither a state nor an out"),
                entry.map(found -> Family.one(found.what())).orElse(Suggestions.hint(name, known, "no such state")),
                entry.isPresent()
                        ? "give the state a name of its own"
                        : "declare it, `state " + name + " : f32[B, N, D]`, or make it a name: `let " + name + " = …`");
    }

    private boolean atItsStep(Item.EquationItem item) {
        boolean step = item.at().size() == 1
                && item.at().getFirst() instanceof Expr.Reference(var _, var letter)
                && letter.equals(Axis.STEP.letter());
        if (!step) {
            boolean none = item.at().isEmpty();
            String name = item.name().text();
            site.report()
                    .error(
                            Code.EQUATION_STEP,
                            "an equation of a scan is about step t: `" + name + "[t] = …`",
                            none ? item.name().span() : item.at().getFirst().span(),
                            none ? "says no step" : "not `t` alone",
                            "write `" + name + "[t] = …`, from `" + name + "[t-1]` and the inputs at t");
        }
        return step;
    }

    /// What `declared`, a state or an out, is at step t; empty, with a report, if it has no equation or a
    /// wrong one.
    Optional<Term> value(Tensors.Declared declared) {
        return equations.find(declared.tensor().name()).flatMap(equation -> {
            var typing = site.typing(equation.home());
            return typing.term(equation.item().value())
                    .filter(term -> equations.fits(term, declared, equation))
                    .map(typing::toReal);
        });
    }

    /// Where the equation of `name` is written.
    Span span(String name) {
        return equations
                .find(name)
                .map(Equations.Written::span)
                .orElse(site.kernel().name().span());
    }

    /// Reports states and outs without an equation, and a scan without states.
    void complete() {
        if (declarations.names("state").isEmpty()) {
            site.report()
                    .error(
                            Code.NO_STATE,
                            "scan `" + site.kernel().name().text() + "` has no state",
                            site.kernel().name().span(),
                            "carries nothing from step to step",
                            "declare one: `state h : f32[B, N, D]`, with the equation `h[t] = …`");
        }
        for (String keyword : TARGETS) {
            for (var name : declarations.names(keyword)) {
                equations.complete(name, keyword, "`" + name.text() + "[t] = …`");
            }
        }
    }
}
