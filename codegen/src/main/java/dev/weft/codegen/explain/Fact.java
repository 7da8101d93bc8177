package dev.weft.codegen.explain;

/// One thing that was derived: what it is about, and what it is and why.
public record Fact(String topic, String text) {}
