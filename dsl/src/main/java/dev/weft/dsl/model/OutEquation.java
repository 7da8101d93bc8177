package dev.weft.dsl.model;

/// `out = value`: for every b, h, i.
///
/// @param value a REAL vector or scalar over b, h, i, with [Term.OverKeys] and [Term.RowStatistic] inside
public record OutEquation(Tensor out, Term value) {}
