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
    ///
    /// @param excess what becomes of an `i32` farther than [Excess#FARTHEST] from 0
    record OfScalar(String name, DType type, Excess excess) implements ArgumentDefinition {
        public OfScalar(String name, DType type) {
            this(name, type, Excess.KEPT);
        }
    }

    /// What becomes of a whole number farther from 0 than any place of a token: kernels compute with 32 bits,
    /// in which the sum of the greatest number and a place is negative.
    enum Excess {
        /// It is what it is.
        KEPT,
        /// It is cut, as it is only compared with places: nothing that is computed changes.
        CUT,
        /// It is cut if it is positive, and refused otherwise.
        CUT_ABOVE,
        /// It is refused.
        REFUSED;

        /// No token has a place beyond it.
        public static final int FARTHEST = 1 << 30;
    }
}
