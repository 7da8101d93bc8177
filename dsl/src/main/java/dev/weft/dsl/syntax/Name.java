package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Span;

/// An identifier and where it stands.
public record Name(String text, Span span) {}
