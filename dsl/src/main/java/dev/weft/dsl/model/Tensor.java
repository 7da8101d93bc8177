package dev.weft.dsl.model;

import java.util.List;

/// A declared tensor: dense, row-major in the order of its axes.
///
/// @param shape one INT term over dims and constants per axis
/// @param at how a bare mention of its name is indexed: one INT term per leading axis (see [Term.Element]);
///     empty for
///     tables. An out's `at` says where the element that its equation gives is stored
public record Tensor(String name, Role role, Storage storage, List<Term> shape, List<Term> at, String doc)
        implements Argument {
    public Tensor {
        shape = List.copyOf(shape);
        at = List.copyOf(at);
    }

    /// What a tensor is for.
    public enum Role {
        QUERY,
        KEY,
        VALUE,
        TABLE,
        OUT
    }
}
