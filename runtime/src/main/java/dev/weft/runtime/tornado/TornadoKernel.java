package dev.weft.runtime.tornado;

import uk.ac.manchester.tornado.api.TaskGraph;

/// A kernel for TornadoVM's devices, bound to sizes. Generated.
///
/// Its work is a grid of groups times row tiles times parts: a part is a row tile's share of the keys. A tile of rows
/// has `rowTile` of them, a tile of keys `keyTile`; lengths are counted in elements.
public interface TornadoKernel {
    /// Rows of a group: queries times heads that share keys.
    int rows();

    /// Independent groups: batches times heads that have keys of their own.
    int groups();

    /// How many keys a row may have; -1 where data decides.
    int keys();

    /// Into how many parts the keys of a row tile are to be split: 0 leaves it to the schedule, 1 forbids it.
    int parts();

    /// Whether reals are computed in double precision.
    boolean wide();

    /// Whether the device must have double precision: where all reals are wide, and for angles that the device
    /// computes.
    boolean doubles();

    /// Whether the kernels report indices that lie outside their axis.
    boolean faults();

    /// Reals that a work-group keeps in local memory.
    int localReals(int rowTile, int keyTile, int threads);

    /// Whole numbers that a work-group keeps in local memory.
    int localInts(int rowTile, int keyTile, int threads);

    /// Reals that a part leaves to be merged.
    int partReals(int rowTile, int keyTile, int threads);

    /// The sizes of vectors.
    int[] depths();

    /// How many arguments the kernel would need, if those are more than a task may have; 0 if all is well.
    int tooManyArguments();

    /// How many tables the rotations read.
    int tables();

    /// The shape of a table.
    TurnShape table(int table);

    /// Computes a table's angles.
    void fill(int table, double[] scalars, TurnTable to);

    /// Adds the tasks `attend` and, where there are parts, `merge`.
    void tasks(TaskGraph graph, TornadoArguments with);
}
