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

    /// How many tables the rotations read.
    default int tables() {
        return 0;
    }

    /// The shape of a table.
    default TurnShape table(int table) {
        throw new IllegalArgumentException("no table " + table);
    }

    /// Computes a table's angles.
    default void fill(int table, double[] scalars, TurnTable to) {
        throw new IllegalArgumentException("no table " + table);
    }

    /// How many arguments the kernel would need, if those are more than a task may have; 0 if all is well.
    int tooManyArguments();
}
