package dev.weft.codegen.tile;

/// How the steps of a scan are found.
public sealed interface Solving {
    /// One after the other.
    record Sequential() implements Solving {}

    /// One after the other within parts of the sequence that run side by side, each from a guess of its
    /// first state; then again from what the part before it ended with, until nothing changes. Where few
    /// sequences leave the machine idle; else one after the other.
    ///
    /// @param tolerance up to which difference two states are the same, relative to their size where that
    ///     is above 1
    /// @param iterations how often all parts are gone over at most, before the rest is found one by one
    record Parts(double tolerance, int iterations) implements Solving {}

    /// All steps of a window at once: evaluated at a guess, replaced by a linear recurrence there, which
    /// is solved, and again, until the states satisfy their equations; then the next window.
    ///
    /// @param slope the matrix of the linear recurrence
    /// @param tolerance how far a state may be from its equation, relative to its size where that is
    ///     above 1
    /// @param iterations how often at most, before the rest of the window, on devices that of the sequence, is
    ///     found one by one
    /// @param window steps that are solved at once; 0 leaves that to the schedule
    /// @param trust radius of the region around the guess that a step is kept in; infinite where there is
    ///     none
    record FixedPoint(Slope slope, double tolerance, int iterations, int window, double trust) implements Solving {}

    /// The matrix of the linear recurrence.
    enum Slope {
        /// The whole derivative.
        DENSE,
        /// A matrix over the states for each entry: what an entry of a state depends on the same entry of
        /// others.
        BLOCKS,
        /// What each number of the states depends on itself.
        DIAGONAL,
        IDENTITY,
        ZERO;

        /// Whether it takes a derivative.
        public boolean differentiates() {
            return this == DENSE || this == BLOCKS || this == DIAGONAL;
        }
    }
}
