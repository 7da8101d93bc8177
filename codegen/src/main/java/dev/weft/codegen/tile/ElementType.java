package dev.weft.codegen.tile;

/// How the elements of a buffer are stored.
public enum ElementType {
    F16,
    BF16,
    F32,
    F64,
    I32,
    BOOL
}
