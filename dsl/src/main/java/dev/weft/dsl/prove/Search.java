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
        return branches(flat.facts, flat.choices);
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
        var flat = new Flat();
        flat.facts.addAll(facts);
        flat.add(part);
        if (flat.impossible()
                || Elimination.infeasible(Lemmas.about(flat.facts, depth).all())) {
            return true;
        }
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
