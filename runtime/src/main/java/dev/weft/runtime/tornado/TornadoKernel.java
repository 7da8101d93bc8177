package dev.weft.runtime.tornado;

/// A kernel for TornadoVM's devices, bound to sizes.
public sealed interface TornadoKernel permits TornadoAttention, TornadoScan {
    /// Whether there is nothing to compute: devices know no empty grid.
    boolean isEmpty();

    /// Whether reals are computed in double precision.
    boolean wide();

    /// Whether the device must have double precision: where all reals are wide, and for angles that the
    /// device computes.
    boolean doubles();

    /// How many arguments the kernel would need, if those are more than a task may have; 0 if all is well.
    int tooManyArguments();
}
