package uk.ac.manchester.tornado.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The grids of tasks, by `graph.task`.
public class GridScheduler {
    private final Map<String, WorkerGrid> grids = new LinkedHashMap<>();

    public GridScheduler() {}

    public GridScheduler(String task, WorkerGrid grid) {
        addWorkerGrid(task, grid);
    }

    public final void addWorkerGrid(String task, WorkerGrid grid) {
        grids.put(task, grid);
    }

    public @Nullable WorkerGrid get(String task) {
        return grids.get(task);
    }

    public boolean contains(String graph, String task) {
        return grids.containsKey(graph + "." + task);
    }

    public Set<String> keySet() {
        return Set.copyOf(grids.keySet());
    }
}
