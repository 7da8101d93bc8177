package uk.ac.manchester.tornado.api;

import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The grids of tasks, by `graph.task`.
public class GridScheduler {
    private final TreeMap<String, WorkerGrid> grids = new TreeMap<>();

    public GridScheduler() {}

    public GridScheduler(String graphAndTask, WorkerGrid grid) {
        addWorkerGrid(graphAndTask, grid);
    }

    public final void addWorkerGrid(String graphAndTask, WorkerGrid grid) {
        grids.put(graphAndTask, grid);
    }

    /// Null if there is none.
    public @Nullable WorkerGrid get(String graphAndTask) {
        return grids.get(graphAndTask);
    }

    public boolean contains(String graph, String task) {
        return grids.containsKey(graph + "." + task);
    }

    public Set<String> keySet() {
        return grids.keySet();
    }

    @Override
    public String toString() {
        return grids.keySet().toString();
    }
}
