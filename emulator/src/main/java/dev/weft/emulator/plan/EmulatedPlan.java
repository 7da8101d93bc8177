package dev.weft.emulator.plan;

import dev.weft.emulator.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// Graphs that run one after the other on one device, and what they hold there.
public final class EmulatedPlan {
    private final Map<String, GraphState> graphs = new LinkedHashMap<>();
    private final DeviceMemory memory = new DeviceMemory(Limits.current().memory());
    private List<GraphState> chosen;
    private @Nullable GridScheduler grids;
    private boolean closed;

    public EmulatedPlan(List<Graph> graphs) {
        for (var graph : graphs) {
            if (this.graphs.put(graph.name(), new GraphState(graph, memory)) != null) {
                throw new TornadoRuntimeException("two graphs of the plan have the name " + graph.name());
            }
        }
        this.chosen = List.copyOf(this.graphs.values());
    }

    /// Only this graph runs from now on.
    public void choose(int graph) {
        if (graph < 0 || graph >= graphs.size()) {
            throw new TornadoRuntimeException(
                    "the plan has %d graphs, and none of index %d".formatted(graphs.size(), graph));
        }
        chosen = List.of(List.copyOf(graphs.values()).get(graph));
    }

    public void chooseAll() {
        chosen = List.copyOf(graphs.values());
    }

    /// Gives kernels their grids.
    ///
    /// @param scheduler null for none
    public void grids(@Nullable GridScheduler scheduler) {
        if (scheduler != null) {
            checkKeys(scheduler);
        }
        grids = scheduler;
    }

    private void checkKeys(GridScheduler scheduler) {
        var known = graphs.values().stream()
                .flatMap(state -> state.graph().tasks().stream().map(state.graph()::key))
                .toList();
        for (var key : scheduler.keySet()) {
            if (!known.contains(key)) {
                throw new TornadoRuntimeException(
                        "GridScheduler Name not registered: \"%s\" is none of %s".formatted(key, known));
            }
        }
    }

    /// Lets the plan hold less than the device has.
    ///
    /// @param text a number of bytes, with a unit if need be: `512MB`
    public void limitMemory(String text) {
        memory.limit(bytes(text));
    }

    public void unlimitMemory() {
        memory.unlimit();
    }

    private static long bytes(String text) {
        var upper = text.strip().toUpperCase(Locale.ROOT);
        var units = List.of("KB", "MB", "GB");
        for (var i = 0; i < units.size(); i++) {
            if (upper.endsWith(units.get(i))) {
                return Long.parseLong(upper.substring(0, upper.length() - 2).strip()) << (10 * (i + 1));
            }
        }
        return Long.parseLong(upper.endsWith("B") ? upper.substring(0, upper.length() - 1) : upper);
    }

    public Profile execute() {
        checkOpen();
        if (grids != null) {
            checkKeys(grids);
        }
        var parts = new ArrayList<Profile>();
        for (var state : chosen) {
            parts.add(state.execute(grids, graphs));
        }
        return sum(parts).holding(memory.used());
    }

    private static Profile sum(List<Profile> parts) {
        return parts.stream()
                .reduce(
                        Profile.NONE,
                        (a, b) -> a.plusKernel(b.kernelNanos())
                                .plusIn(b.inNanos(), b.inBytes())
                                .plusOut(b.outNanos(), b.outBytes())
                                .plusCompile(b.compileNanos()));
    }

    /// Copies an array to the host now.
    public void copyOut(Object object) {
        checkOpen();
        if (object instanceof TornadoNativeArray array) {
            for (var state : graphs.values()) {
                if (state.buffer(array) != null) {
                    state.copyOut(array);
                    return;
                }
            }
        }
        throw new TornadoRuntimeException(
                "the device holds no copy of this " + object.getClass().getSimpleName() + " for the plan's graphs "
                        + graphs.keySet().stream().collect(Collectors.joining(", ")));
    }

    public long memory() {
        return memory.used();
    }

    public void free() {
        graphs.values().forEach(GraphState::free);
    }

    public void close() {
        free();
        closed = true;
    }

    private void checkOpen() {
        if (closed) {
            throw new TornadoRuntimeException("the plan of " + graphs.keySet() + " is closed");
        }
    }

    @Override
    public String toString() {
        return chosen.stream().map(state -> state.graph().name()).collect(Collectors.joining(", "));
    }
}
