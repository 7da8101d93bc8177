package dev.weft.runtime.tornado;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// The inputs of a kernel that stay on the device from run to run, and the two task graphs that write
/// them there: `Put` copies all of them as a whole; `Patch` brings some elements and where they belong.
/// The patch and the kernel's own graph take the arrays from `Put`.
///
/// TornadoVM copies whole arrays alone to a device, hence a task; and a graph takes arrays over from
/// the graph that ran before it, whatever its name, hence each of the three has all of them.
final class Residents {
    private static final int PUT = 0;
    private static final int PATCH = 1;

    /// How many graphs there are where something stays.
    static final int GRAPHS = 2;

    private final String name;
    private final Map<Integer, Resident> inputs = new TreeMap<>();
    private boolean there;

    /// @param name begins the names of the graphs
    Residents(String name) {
        this.name = name;
    }

    /// @param argument the number of the tensor argument
    void add(int argument, Storage storage, TornadoNativeArray array) {
        inputs.put(argument, new Resident(storage, array));
    }

    /// `Put`, then `Patch`; none where nothing stays.
    List<ImmutableTaskGraph> graphs() {
        if (inputs.isEmpty()) {
            return List.of();
        }
        var put = new TaskGraph(name + "Put");
        put.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays());
        var patch = new TaskGraph(name + "Patch");
        readBy(patch);
        for (var graph : List.of(put, patch)) {
            inputs.forEach((argument, input) -> input.patch(graph, "patch" + argument));
            graph.persistOnDevice(arrays());
        }
        return List.of(put.snapshot(), patch.snapshot());
    }

    /// Lets a graph read what is there.
    void readBy(TaskGraph graph) {
        if (!inputs.isEmpty()) {
            graph.consumeFromDevice(name + "Put", arrays());
        }
    }

    private Object[] arrays() {
        return inputs.values().stream().map(Resident::array).toArray();
    }

    /// Sends what has changed.
    ///
    /// @param tensors of all arguments
    /// @param changed for each input that stays, by the number of its argument
    /// @param execute runs one of [#graphs()], by its number
    void update(MemorySegment[] tensors, Map<Integer, List<Span>> changed, IntConsumer execute) {
        boolean whole = !there && !inputs.isEmpty();
        for (var entry : inputs.entrySet()) {
            var spans = Objects.requireNonNull(changed.get(entry.getKey()));
            if (entry.getValue().whole(spans)) {
                entry.getValue().take(tensors[entry.getKey()]);
                whole = true;
            } else {
                entry.getValue().take(tensors[entry.getKey()], spans);
            }
        }
        if (whole) {
            inputs.values().forEach(Resident::bringNothing);
            execute.accept(PUT);
            there = true;
        } else {
            while (fill()) {
                execute.accept(PATCH);
            }
        }
    }

    private boolean fill() {
        boolean any = false;
        for (var input : inputs.values()) {
            any |= input.fill();
        }
        return any;
    }

    /// Memory of what brings changes, in bytes.
    long bytes() {
        return inputs.values().stream().mapToLong(Resident::bytes).sum();
    }
}
