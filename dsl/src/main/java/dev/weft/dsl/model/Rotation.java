package dev.weft.dsl.model;

/// How a rotary code turns a vector: pair m of the first `dims` entries turns by the angle `position * theta`, so that
/// (x, y) becomes (x cos a - y sin a, x sin a + y cos a); entries from `dims` on stay.
///
/// @param dims an INT term, even; how many leading entries turn
/// @param theta a REAL scalar over [Term.PairNumber], dims, params and constants
public record Rotation(Term dims, Pairing pairing, Term theta) {
    /// Which entries form pair m.
    public enum Pairing {
        /// m and m + dims/2
        HALVES,
        /// 2m and 2m + 1
        INTERLEAVED
    }
}
