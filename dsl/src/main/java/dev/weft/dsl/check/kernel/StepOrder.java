package dev.weft.dsl.check.kernel;

import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Orders the states of a scan so that each follows those whose value at the same step it uses.
final class StepOrder {
    private final Map<String, Scan.State> states = new LinkedHashMap<>();
    private final Function<String, Span> equations;
    private final Site site;
    private final LinkedHashSet<String> ordered = new LinkedHashSet<>();
    private final List<String> open = new ArrayList<>();

    private StepOrder(List<Scan.State> states, Function<String, Span> equations, Site site) {
        states.forEach(state -> this.states.put(state.tensor().name(), state));
        this.equations = equations;
        this.site = site;
    }

    /// The states in such an order, otherwise as declared. A circle is reported.
    ///
    /// @param equations where the equation of a state is written
    static List<Scan.State> of(List<Scan.State> states, Function<String, Span> equations, Site site) {
        var order = new StepOrder(states, equations, site);
        order.states.values().forEach(order::visit);
        return order.ordered.stream().map(order.states::get).toList();
    }

    private void visit(Scan.State state) {
        String name = state.tensor().name();
        if (ordered.contains(name)) {
            return;
        }
        open.add(name);
        used(state.next()).forEach((other, read) -> {
            if (open.contains(other)) {
                circle(open.subList(open.indexOf(other), open.size()), read);
            } else if (states.containsKey(other)) {
                visit(states.get(other));
            }
        });
        open.removeLast();
        ordered.add(name);
    }

    /// The states whose value at the same step `term` uses, each with one place that does.
    private static Map<String, Term> used(Term term) {
        var used = new LinkedHashMap<String, Term>();
        collect(term, used);
        return used;
    }

    private static void collect(Term term, Map<String, Term> used) {
        if (term instanceof Term.Current(var state)) {
            used.putIfAbsent(state.name(), term);
        }
        Terms.children(term).forEach(child -> collect(child, used));
    }

    private void circle(List<String> names, Term closing) {
        String first = names.getFirst();
        var steps = new ArrayList<>(names);
        steps.add(first);
        String shown = steps.stream().map(name -> name + "[t]").collect(Collectors.joining(" -> "));
        var error = Diagnostic.error(
                Code.STEP_CYCLE,
                "`" + first + "[t]` needs itself at the same step: " + shown,
                site.origins().of(closing, equations.apply(names.getLast())),
                "not known yet when `" + names.getLast() + "[t]` is computed");
        for (int at = 0; at + 1 < names.size(); at++) {
            String name = names.get(at);
            var read = states.containsKey(name) ? used(states.get(name).next()).get(names.get(at + 1)) : null;
            if (read != null) {
                error = error.because(site.origins().of(read, equations.apply(name)), "`" + name + "[t]` needs it");
            }
        }
        site.report().add(error.help("let one of them read the step before: `" + first + "[t-1]`"));
    }
}
