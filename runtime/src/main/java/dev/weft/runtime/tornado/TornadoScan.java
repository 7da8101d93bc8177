package dev.weft.runtime.tornado;

import java.util.List;
import uk.ac.manchester.tornado.api.TaskGraph;

/// A scan for TornadoVM's devices, bound to sizes. Generated.
///
/// Its task `steps` goes along the sequences, a work-group or a work-item each. Tasks before it prepare
/// weights and what no state is needed for, one after it computes what follows from the states. They hand
/// numbers on in one array, the scratch. Where sequences are cut into parts, tasks `solve0`, `solve1`, …
/// go along these side by side, and `steps` along what has not settled. In a fixed-point iteration tasks
/// `evaluate`, `combine` and `apply` come before it, run once for every iteration.
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

    /// Whether steps can be found by a fixed-point iteration, all of a window at once.
    default boolean iterates() {
        return false;
    }

    /// How often a window is solved at most.
    default int iterations() {
        return 0;
    }

    /// How many steps are to be solved at once; 0 where that is left to the device.
    default int wantedWindow() {
        return 0;
    }

    /// Numbers of all states of a sequence.
    default long stateSize() {
        return 0;
    }

    /// Numbers of a step's matrix.
    default long area() {
        return 0;
    }

    /// Reals that a work-group of an iteration keeps in local memory.
    default long iterationReals(int lanes) {
        return 0;
    }

    /// Why devices do without the iteration that the scan asks for; empty where they do not.
    default String obstacle() {
        return "";
    }

    /// Reals that tasks leave to those after them: the lengths of the pieces of the scratch.
    long[] scratch(ScanCut cut);

    /// The sizes of vectors.
    int[] depths();

    /// The tasks of a graph in their order, with their work-groups; with the iterations of their loops,
    /// where there are no groups.
    ///
    /// @param lanes work-items of a work-group
    List<TaskGrid> grids(ScanStage stage, boolean loops, int lanes, ScanCut cut);

    /// Adds these tasks.
    void tasks(TaskGraph graph, ScanArguments with, ScanStage stage);

    @Override
    default boolean isEmpty() {
        return sequences() == 0 || steps() == 0;
    }
}
