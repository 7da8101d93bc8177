package dev.weft.dsl.interpret;

/// One row of an attention.
///
/// @param b batch
/// @param h head
/// @param i query
public record Place(int b, int h, int i) {}
