package dev.weft.dsl.model;

/// Something that `where` states about dims and params.
///
/// @param condition BOOL over dims, params and constants
/// @param text as written, to be quoted when broken
public record Fact(Term condition, String text) {}
