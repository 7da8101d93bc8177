package dev.weft.runtime.tornado;

import java.util.List;
import uk.ac.manchester.tornado.api.TaskGraph;

/// A scan for TornadoVM's devices, bound to sizes. Generated.
///
/// Its task `steps` goes along the sequences, a work-group or a work-item each. Tasks before it prepare weights
/// and what no state is needed for, one after it computes what follows from the states. They hand numbers on in
/// one array, the scratch.
public non-sealed interface TornadoScan extends TornadoKernel {
    /// How many sequences there are.
    int sequences();

    /// How many steps each has.
    int steps();

    /// The most entries that a vector has which work-items share among them.
    int width();

    /// Reals that a work-group keeps in local memory at most.
    long localReals();

    /// Reals that tasks leave to those after them: the lengths of the parts of the scratch.
    long[] scratch();

    /// The sizes of vectors.
    int[] depths();

    /// The tasks of a form in their order, with their work-groups; with the iterations of their loops, where
    /// there are no groups.
    ///
    /// @param lanes work-items of a work-group
    List<TaskGrid> grids(boolean loops, int lanes);

    /// Adds these tasks.
    void tasks(TaskGraph graph, ScanArguments with);

    @Override
    default boolean isEmpty() {
        return sequences() == 0 || steps() == 0;
    }
}
