package dev.weft.dsl.model;

/// On which side of a query keys lie.
public enum Direction {
    BEFORE,
    AFTER
}
