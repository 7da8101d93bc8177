package dev.weft.codegen.tile;

import java.util.List;

/// What a scan computes, as operations on tiles whose rows are points (b, t); which steps are computed
/// together, and in which order, is the schedule's business.
///
/// Operations are loads, maps, products with matrices (`Transform`), reductions of a row and stores. What
/// they read of other steps is the `previous` tile of a state alone, so that those before and after the
/// step can be done for many steps at once.
///
/// @param batches how many values b has: INT over sizes; likewise `steps` for t
/// @param states in the order in which `step` assigns them
/// @param ahead what no state has to be known for
/// @param step from the states before to the states after one step
/// @param after what is computed from the states of a step and of the one before, and by no other step:
///     stores, outs
/// @param solving how the steps are found
/// @param slopes the derivatives of the step, as far as that needs them
public record StepProgram(
        Signature signature,
        Value batches,
        Value steps,
        List<State> states,
        List<TileOp> ahead,
        List<TileOp> step,
        List<TileOp> after,
        Solving solving,
        Slopes slopes) {
    public StepProgram {
        states = List.copyOf(states);
        ahead = List.copyOf(ahead);
        step = List.copyOf(step);
        after = List.copyOf(after);
    }

    /// A value that is handed from step to step.
    ///
    /// @param tensor which argument holds all its steps
    /// @param previous its value one step before, assigned by nobody
    /// @param next its value at the step, assigned in `step`
    /// @param initial REAL over b (and d): `previous` at the first step
    /// @param range what its equation keeps it in
    public record State(String tensor, Tile previous, Tile next, Value initial, StateRange range) {
        /// The same with a range.
        public State within(StateRange other) {
            return new State(tensor, previous, next, initial, other);
        }
    }

    /// All operations in their order.
    public List<TileOp> operations() {
        return java.util.stream.Stream.of(ahead, step, after)
                .flatMap(List::stream)
                .toList();
    }
}
