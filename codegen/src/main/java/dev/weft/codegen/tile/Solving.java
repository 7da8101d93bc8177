package dev.weft.codegen.tile;

/// How the steps of a scan are found.
///
/// @param method which way
/// @param tolerance up to which difference two values of a state are taken for the same, relative to their
///     size where that is above 1
/// @param iterations how often all steps are gone over at most, before the rest is found one by one
public record Solving(Method method, double tolerance, int iterations) {
    /// A way to find the steps.
    public enum Method {
        /// One after the other.
        SEQUENTIAL,
        /// One after the other within parts of the sequence that run side by side, each from a guess of its
        /// first state; then again from what the part before it ended with, until nothing changes. Where few
        /// sequences leave the machine idle; else one after the other.
        FREE
    }
}
