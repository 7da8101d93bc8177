package dev.weft.dsl.syntax;

/// The kinds of kernel that the language has.
public enum KernelKind {
    ATTENTION,
    SCAN,
    STACK
}
