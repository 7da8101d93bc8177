package dev.weft.runtime.tornado;

/// A stretch of a tensor's elements.
public record Span(long from, long elements) {}
