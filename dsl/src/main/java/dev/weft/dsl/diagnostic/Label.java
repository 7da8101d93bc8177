package dev.weft.dsl.diagnostic;

/// A range of source with the words that stand beside its carets.
public record Label(Span span, String text) {}
