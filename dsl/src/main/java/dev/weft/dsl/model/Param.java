package dev.weft.dsl.model;

/// A run-time scalar: `param w : i32`. Storage i32 is INT, bool is BOOL, every other is REAL.
public record Param(String name, Storage storage, String doc) implements Argument {}
