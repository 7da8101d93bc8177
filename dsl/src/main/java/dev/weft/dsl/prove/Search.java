package dev.weft.dsl.prove;

import java.util.ArrayList;
import java.util.List;

/// Tries every way in which formulas could hold together.
final class Search {
    /// How many ways are tried before giving up.
    private static final int BUDGET = 256;

    private final int depth;
    private int ways = 0;

    private Search(int depth) {
        this.depth = depth;
    }

    /// Whether `formulas` cannot hold together for any integers.
    static boolean impossible(List<Formula> formulas) {
        return impossible(formulas, 0);
    }

    /// The same inside of a proof; `depth` counts proofs around this one.
    static boolean impossible(List<Formula> formulas, int depth) {
        try {
            return new Search(depth).start(formulas);
        } catch (ArithmeticException tooLarge) {
            return false;
        }
    }

    private boolean start(List<Formula> formulas) {
        var flat = new Flat();
        flat.add(new Formula.All(formulas));
        if (flat.impossible()) {
            return true;
        }
        var lemmas = Lemmas.about(flat.facts, depth);
        if (Elimination.infeasible(lemmas.all())) {
            return true;
        }
        flat.choices.addAll(lemmas.choices());
        return settled(flat) || branches(flat.facts, flat.choices);
    }

    /// Makes a fact of every choice that leaves only one way (`j != 0` where `j >= 0` is known), however many other
    /// choices stand before it; gives whether that leaves no way at all.
    private boolean settled(Flat flat) {
        int known = -1;
        while (known < flat.facts.size()) {
            known = flat.facts.size();
            for (var choice : List.copyOf(flat.choices)) {
                var ways = choice.parts().stream()
                        .filter(part -> !excluded(flat.facts, part))
                        .toList();
                if (ways.isEmpty()) {
                    return true;
                }
                if (ways.size() == 1) {
                    flat.choices.remove(choice);
                    flat.add(ways.getFirst());
                }
            }
        }
        return flat.impossible()
                || Elimination.infeasible(Lemmas.about(flat.facts, depth).all());
    }

    private boolean excluded(List<Polynomial> facts, Formula part) {
        var flat = new Flat();
        flat.facts.addAll(facts);
        flat.add(part);
        return flat.impossible()
                || Elimination.infeasible(Lemmas.about(flat.facts, depth).all());
    }

    private boolean branches(List<Polynomial> facts, List<Formula.Any> choices) {
        if (choices.isEmpty() || ++ways > BUDGET) {
            return false;
        }
        var first = choices.getFirst();
        var rest = choices.subList(1, choices.size());
        for (Formula part : first.parts()) {
            if (!refuted(facts, part, rest)) {
                return false;
            }
        }
        return true;
    }

    private boolean refuted(List<Polynomial> facts, Formula part, List<Formula.Any> rest) {
        if (excluded(facts, part)) {
            return true;
        }
        var flat = new Flat();
        flat.facts.addAll(facts);
        flat.add(part);
        flat.choices.addAll(rest);
        return branches(flat.facts, flat.choices);
    }

    /// Formulas taken apart: what holds in any case, and where one of several things must hold.
    private static final class Flat {
        private final List<Polynomial> facts = new ArrayList<>();
        private final List<Formula.Any> choices = new ArrayList<>();

        void add(Formula formula) {
            switch (formula) {
                case Formula.AtLeastZero(var polynomial) -> facts.add(polynomial);
                case Formula.All(var parts) -> parts.forEach(this::add);
                case Formula.Any any -> choices.add(any);
            }
        }

        boolean impossible() {
            return choices.stream().anyMatch(any -> any.parts().isEmpty());
        }
    }
}
