package dev.weft.codegen.tile;

/// What one side of a tile runs over.
public sealed interface Span {
    /// The query rows of the tile: pairs of i and h.
    record Rows() implements Span {}

    /// The keys of the tile: values of j.
    record Keys() implements Span {}

    /// The entries of a vector; `size` is INT over sizes.
    record Features(Value size) implements Span {}

    /// A single one.
    record One() implements Span {}

    Span ROWS = new Rows();
    Span KEYS = new Keys();
    Span ONE = new One();
}
