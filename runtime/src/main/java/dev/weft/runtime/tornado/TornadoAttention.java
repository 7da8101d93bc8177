package dev.weft.runtime.tornado;

import java.util.List;
import uk.ac.manchester.tornado.api.TaskGraph;

/// An attention for TornadoVM's devices, bound to sizes. Generated.
///
/// Its work is a grid of groups times row tiles times parts: a part is a row tile's share of the keys. A
/// tile of rows has `rowTile` of them, a tile of keys `keyTile`; lengths are counted in elements.
public non-sealed interface TornadoAttention extends TornadoKernel {
    /// Rows of a group: queries times heads that share keys.
    int rows();

    /// Independent groups: batches times heads that have keys of their own.
    int groups();

    /// How many keys a row may have; -1 where data decides.
    int keys();

    /// Into how many parts the keys of a row tile are to be split: 0 leaves it to the schedule, 1 forbids
    /// it.
    int parts();

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

    /// What is done with keys before rows meet them, in this order.
    default List<KeyPass> passes() {
        return List.of();
    }

    /// The arrays that the passes make on the device.
    default List<KeyArray> arrays() {
        return List.of();
    }

    /// What is not finite, by its tensor and index.
    ///
    /// @param array the number of one that reports
    /// @param task the work-item
    /// @param found what it reports, not 0
    default String stray(int array, int task, int found) {
        throw new IllegalArgumentException("no reports in array " + array);
    }

    @Override
    default boolean isEmpty() {
        return rows() == 0 || groups() == 0;
    }

    /// Adds the tasks of the passes, `attend` and, where there are parts, `merge`.
    void tasks(TaskGraph graph, TornadoArguments with);
}
