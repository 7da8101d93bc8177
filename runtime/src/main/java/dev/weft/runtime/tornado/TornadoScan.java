package dev.weft.runtime.tornado;

import java.util.List;
import uk.ac.manchester.tornado.api.TaskGraph;

/// A scan for TornadoVM's devices, bound to sizes. Generated.
///
/// Its task `steps` goes along the sequences, a work-group or a work-item each. Tasks before it prepare
/// weights and what no state is needed for, one after it computes what follows from the states. They hand
/// numbers on in one array, the scratch. Where sequences are cut into parts, tasks `solve0`, `solve1`, …
/// go along these side by side, and `steps` along what has not settled.
public non-sealed interface TornadoScan extends TornadoKernel {
    /// How many sequences there are.
    int sequences();

    /// How many steps each has.
    int steps();

    /// The most entries that a vector has which work-items share among them.
    int width();

    /// Reals that a work-group keeps in local memory at most.
    long localReals();

    /// How often parts of sequences are gone along side by side, each in a task of its own; 0 where
    /// sequences are not cut into parts.
    int rounds();

    /// Reals that tasks leave to those after them: the lengths of the pieces of the scratch.
    ///
    /// @param parts into how many parts each sequence is cut
    long[] scratch(int parts);

    /// The sizes of vectors.
    int[] depths();

    /// The tasks of a form in their order, with their work-groups; with the iterations of their loops,
    /// where there are no groups.
    ///
    /// @param lanes work-items of a work-group
    /// @param parts into how many parts each sequence is cut
    List<TaskGrid> grids(boolean loops, int lanes, int parts);

    /// Adds these tasks.
    void tasks(TaskGraph graph, ScanArguments with);

    @Override
    default boolean isEmpty() {
        return sequences() == 0 || steps() == 0;
    }
}
