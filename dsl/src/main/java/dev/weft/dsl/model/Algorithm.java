package dev.weft.dsl.model;

/// What `by` asks for: never a different result.
public sealed interface Algorithm {
    /// `by flash()`, the default: one pass over the keys with a running maximum.
    record Flash() implements Algorithm {}

    /// `by split(parts = n)`: the keys in `parts` ranges that are merged exactly.
    record Split(int parts) implements Algorithm {}
}
