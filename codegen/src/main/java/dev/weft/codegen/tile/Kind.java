package dev.weft.codegen.tile;

/// What a value is while it is computed with: REAL is f32, or f64 throughout a program that has any f64 argument.
public enum Kind {
    BOOL,
    INT,
    REAL
}
