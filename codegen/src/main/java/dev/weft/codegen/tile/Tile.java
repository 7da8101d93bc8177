package dev.weft.codegen.tile;

/// A named rectangle of values, `rows` times `columns`; assigned as a whole by the operation that names it as `to`.
///
/// Column vectors are `[Rows, One]` or `[Keys, One]`; a uniform value is `[One, One]`. There is no `[Features,
/// …]` tile.
public record Tile(String name, Span rows, Span columns, Kind kind) {}
