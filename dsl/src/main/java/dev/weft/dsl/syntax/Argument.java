package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Span;

/// An argument of a call.
public sealed interface Argument {
    Expr value();

    /// `x`
    record Positional(Expr value) implements Argument {}

    /// `base = 500000`
    record Named(Span span, Name name, Expr value) implements Argument {}
}
