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

    /// What is left of the tensor behind its first `indices` axes: a scalar, a vector or a matrix.
    public Type typeAt(int indices) {
        var kind = storage.kind();
        var left = shape.subList(indices, shape.size());
        return switch (left.size()) {
            case 0 -> new Type.Scalar(kind);
            case 1 -> new Type.Vector(kind, left.get(0));
            case 2 -> new Type.Matrix(kind, left.get(0), left.get(1));
            default -> throw new IllegalStateException(name + " has " + left.size() + " axes left");
        };
    }

    /// What a bare mention of the name is.
    public Type elementType() {
        return typeAt(at.size());
    }

    /// What a tensor is for.
    public enum Role {
        QUERY,
        KEY,
        VALUE,
        TABLE,
        /// Of a scan: read at its own step.
        INPUT,
        WEIGHT,
        /// What a state is before the first step.
        INIT,
        STATE,
        OUT;

        /// Whether the kernel writes it.
        public boolean written() {
            return this == STATE || this == OUT;
        }
    }
}
