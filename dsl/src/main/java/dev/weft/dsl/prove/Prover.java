package dev.weft.dsl.prove;

import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.List;

/// Proves conditions on integers from others: linear arithmetic with `div`, `mod`, `min`, `max`, `abs`, `if`, and
/// products as far as one multiplication by something that is not negative goes.
///
/// A yes is a proof; a no says nothing. Dims and indices are taken to be at least 0, divisors not to be 0. The work is
/// bounded: what would take long counts as not proved.
public final class Prover {
    private final List<Term> assumptions;

    private Prover(List<Term> assumptions) {
        this.assumptions = List.copyOf(assumptions);
    }

    /// Proves from `assumptions`, BOOL scalars that hold.
    public static Prover of(List<Term> assumptions) {
        return new Prover(assumptions);
    }

    /// Assumes one thing more.
    public Prover assuming(Term assumption) {
        var more = new ArrayList<>(assumptions);
        more.add(assumption);
        return new Prover(more);
    }

    /// Whether the BOOL scalar `goal` follows.
    public boolean proves(Term goal) {
        return Search.impossible(formulas(Formula.of(goal, false)));
    }

    /// Whether the assumptions contradict each other, so that anything follows.
    public boolean contradictory() {
        return Search.impossible(formulas(Formula.NOTHING));
    }

    private List<Formula> formulas(Formula last) {
        var all = new ArrayList<Formula>();
        // What is asked comes first: products are formed with it before anything else.
        all.add(last);
        assumptions.forEach(assumption -> all.add(Formula.of(assumption, true)));
        return all;
    }
}
