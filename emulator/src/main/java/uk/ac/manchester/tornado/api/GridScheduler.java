package uk.ac.manchester.tornado.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The grid of each task, by `graph.task`.
public class GridScheduler {
    private final Map<String, WorkerGrid> grids = new LinkedHashMap<>();

    public GridScheduler() {}

    public GridScheduler(String taskName, WorkerGrid grid) {
        grids.put(taskName, grid);
    }

    public void addWorkerGrid(String taskName, WorkerGrid grid) {
        grids.put(taskName, grid);
    }

    /// The grid of a task, or null.
    @SuppressWarnings("NullAway") // as in the real API
    public WorkerGrid get(String taskName) {
        return grids.get(taskName);
    }

    public boolean contains(String graphName, String taskName) {
        return grids.containsKey(graphName + "." + taskName);
    }

    public Set<String> keySet() {
        return grids.keySet();
    }

    @Override
    public String toString() {
        return grids.toString();
    }
}
