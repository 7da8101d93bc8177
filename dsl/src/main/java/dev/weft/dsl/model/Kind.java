package dev.weft.dsl.model;

/// What the elements of a term are.
public enum Kind {
    BOOL,
    INT,
    REAL
}
