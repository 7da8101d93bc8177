package dev.weft.runtime;

/// One argument of a kernel.
public sealed interface ArgumentDefinition {
    String name();

    DType type();

    /// A tensor.
    ///
    /// @param axes its shape as declared, such as `[B, H, N, D]`, for messages
    /// @param out whether the kernel writes it
    record OfTensor(String name, DType type, String axes, boolean out) implements ArgumentDefinition {}

    /// A run-time scalar: `i32`, `bool` or a real type.
    record OfScalar(String name, DType type) implements ArgumentDefinition {}
}
