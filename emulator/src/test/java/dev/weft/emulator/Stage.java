package dev.weft.emulator;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/// What tests share.
final class Stage {
    private Stage() {}

    /// A row of work-items in groups.
    static WorkerGrid1D row(int global, int local) {
        var grid = new WorkerGrid1D(global);
        grid.setLocalWork(local, 1, 1);
        return grid;
    }

    /// The numbers 0, 1, 2…
    static FloatArray numbers(int size) {
        var array = new FloatArray(size);
        for (var i = 0; i < size; i++) {
            array.set(i, i);
        }
        return array;
    }

    static void execute(ImmutableTaskGraph graph, String task, WorkerGrid grid) {
        new TornadoExecutionPlan(graph)
                .withGridScheduler(new GridScheduler(task, grid))
                .execute();
    }
}
