package dev.weft.codegen.tile;

/// How a rotary code turns a vector: pair m of the first `dims` entries turns by the angle `position * theta(m)`.
///
/// @param dims INT over sizes, even; entries from there on stay
/// @param theta REAL over [Axis#PAIR], sizes and parameters; to be evaluated in double precision
public record Rotation(Value dims, Pairing pairing, Value theta) {
    /// Which entries form pair m.
    public enum Pairing {
        /// m and m + dims/2
        HALVES,
        /// 2m and 2m + 1
        INTERLEAVED
    }
}
