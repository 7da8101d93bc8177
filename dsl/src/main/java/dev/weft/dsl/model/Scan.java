package dev.weft.dsl.model;

import java.util.List;

/// One recurrence: states whose values at a step follow from their values one step before.
///
/// For all b in `0 ..< batches` and t in `0 ..< steps`, in the order of t, every state takes the value of
/// its equation.
///
/// @param batches how many values `b` has (an INT term over dims); likewise `steps` for t
/// @param states in an order in which an equation uses the same step's value ([Term.Current]) of earlier
///     states alone
/// @param outs what is computed from a step and is no state, in declaration order; their values are over
///     b and t, with both [Term.Current] and [Term.Previous] of any state
/// @param solver how the steps are to be found
public record Scan(
        String name,
        String doc,
        List<Dim> dims,
        List<Argument> arguments,
        List<Fact> facts,
        Term batches,
        Term steps,
        List<State> states,
        List<OutEquation> outs,
        Solver solver,
        Source source)
        implements Kernel {
    public Scan {
        dims = List.copyOf(dims);
        arguments = List.copyOf(arguments);
        facts = List.copyOf(facts);
        states = List.copyOf(states);
        outs = List.copyOf(outs);
    }

    /// `state h : f32[B, N, D] from h0` and its equation.
    ///
    /// @param tensor where all steps are stored
    /// @param initial the value before the first step: a REAL vector or scalar over b; 0 where nothing is
    ///     said
    /// @param next the value at step t: a REAL vector or scalar over b and t
    public record State(Tensor tensor, Term initial, Term next) {}
}
