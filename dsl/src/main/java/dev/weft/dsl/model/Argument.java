package dev.weft.dsl.model;

/// Something that a caller hands over at run time.
public sealed interface Argument permits Tensor, Param {
    String name();
}
