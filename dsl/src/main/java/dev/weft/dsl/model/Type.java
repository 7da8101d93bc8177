package dev.weft.dsl.model;

/// The type of a term. Sizes are INT terms over dims and constants in the normal form of [Sizes#normal].
public sealed interface Type {
    Kind kind();

    /// A single value.
    record Scalar(Kind kind) implements Type {}

    /// `size` values.
    record Vector(Kind kind, Term size) implements Type {}

    /// `rows` times `columns` values.
    record Matrix(Kind kind, Term rows, Term columns) implements Type {}

    Scalar BOOL = new Scalar(Kind.BOOL);
    Scalar INT = new Scalar(Kind.INT);
    Scalar REAL = new Scalar(Kind.REAL);
}
