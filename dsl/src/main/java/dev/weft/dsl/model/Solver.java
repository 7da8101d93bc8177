package dev.weft.dsl.model;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// How the steps of a scan are found: never a different result.
public sealed interface Solver {
    /// Nothing is said: the compiler chooses.
    record Free() implements Solver {}

    /// `by sequential()`: one step after the other.
    record Sequential() implements Solver {}

    /// All steps at once, again and again until they agree with the equations: each iteration replaces
    /// the recurrence by a linear one, whose matrix is the `slope`, and solves that by a parallel scan.
    ///
    /// @param tolerance how far a step may be from its equation, above 0; relative to its size where that
    ///     exceeds 1
    /// @param iterations how many at most, from 0; then the steps that do not agree yet are found one by
    ///     one
    /// @param window how many steps are solved at once, from 1
    record FixedPoint(Slope slope, OptionalDouble tolerance, OptionalInt iterations, OptionalInt window)
            implements Solver {}

    /// The matrix of the linear recurrence.
    sealed interface Slope {
        /// `deer(jacobian = …)`: the derivative of the equations, or a part of it. `elk` damps it.
        record Jacobian(Structure structure) implements Slope {}

        /// `picard()`: the identity.
        record Identity() implements Slope {}

        /// `jacobi()`: zero.
        record Zero() implements Slope {}

        /// `elk(sigma = …)`: the derivative, within a trust region of radius `sigma` around the iterate.
        record TrustRegion(Structure structure, double sigma) implements Slope {}
    }

    /// Which part of the derivative is used.
    enum Structure {
        /// All that the equations have: read off their derivative.
        DERIVED,
        DENSE,
        DIAGONAL,
        /// One small matrix per entry, over the states.
        BLOCKS
    }
}
