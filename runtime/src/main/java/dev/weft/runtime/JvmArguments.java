package dev.weft.runtime;

import java.lang.foreign.MemorySegment;

/// What one run hands to a [JvmKernel]: checked tensors and scalars, each in declaration order of its kind.
public final class JvmArguments {
    private final MemorySegment[] tensors;
    private final double[] scalars;

    /// @param tensors native memory, dense and row-major, at least element-aligned (64 bytes where Weft allocated it)
    /// @param scalars run-time scalars; INT and BOOL ones are whole numbers
    public JvmArguments(MemorySegment[] tensors, double[] scalars) {
        this.tensors = tensors.clone();
        this.scalars = scalars.clone();
    }

    /// The memory of the tensor argument `index`, counted among tensors alone.
    public MemorySegment tensor(int index) {
        return tensors[index];
    }

    /// The run-time scalar `index`, counted among scalars alone.
    public double scalar(int index) {
        return scalars[index];
    }

    /// All run-time scalars.
    double[] scalars() {
        return scalars.clone();
    }
}
