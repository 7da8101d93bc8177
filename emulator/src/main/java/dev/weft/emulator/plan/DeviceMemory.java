package dev.weft.emulator.plan;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.Limits;
import dev.weft.emulator.check.Buffer;
import dev.weft.emulator.check.Shadow;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/// The arrays of one graph on the device.
final class DeviceMemory {
    private final Graph graph;
    private final IdentityHashMap<Object, DeviceArray> arrays = new IdentityHashMap<>();
    private final IdentityHashMap<Object, DeviceArray> borrowed = new IdentityHashMap<>();

    DeviceMemory(Graph graph) {
        this.graph = graph;
    }

    /// Finds room for all arrays of the graph.
    ///
    /// @param others bytes of the plan's other graphs
    void prepare(Map<String, DeviceMemory> memories, long others, Limits limits) {
        for (var consumption : graph.consumed()) {
            borrowed.put(consumption.host(), lender(memories, consumption).lend(consumption.host()));
        }
        graph.in().forEach(t -> array(t.host()));
        graph.out().forEach(t -> array(t.host()));
        for (var task : graph.tasks()) {
            task.arguments().stream().filter(Copies::isArray).forEach(this::array);
        }
        if (others + bytes() > limits.memory()) {
            var bytes = others + bytes();
            free();
            throw new TornadoOutOfMemoryException("The arrays of the plan need " + bytes + " bytes with those of graph "
                    + graph.name() + ", and the device has " + limits.memory());
        }
    }

    /// What travels to the device: as recorded, and once what a task uses and no transfer names.
    void write(Clock clock) {
        var start = System.nanoTime();
        for (var transfer : graph.out()) {
            if (transfer.mode() == DataTransferMode.EVERY_EXECUTION && !travelsIn(transfer.host())) {
                array(transfer.host()).forget();
            }
        }
        for (var transfer : graph.in()) {
            var array = array(transfer.host());
            if (transfer.mode() == DataTransferMode.EVERY_EXECUTION || !array.filled()) {
                fill(array, clock);
            }
        }
        for (var task : graph.tasks()) {
            for (var argument : task.arguments()) {
                if (Copies.isArray(argument)
                        && !travels(argument)
                        && !array(argument).filled()) {
                    fill(array(argument), clock);
                }
            }
        }
        clock.write += System.nanoTime() - start;
    }

    /// What travels to the host.
    ///
    /// @param checked whether each element must have been written
    void read(Clock clock, boolean checked) {
        for (var transfer : graph.out()) {
            if (transfer.mode() != DataTransferMode.UNDER_DEMAND) {
                demand(transfer.host(), clock, checked);
            }
        }
    }

    void demand(Object host, Clock clock, boolean checked) {
        var start = System.nanoTime();
        var array = array(host);
        if (checked) {
            requireWritten(array.shadow());
        }
        array.toHost();
        clock.bytesOut += array.bytes();
        clock.read += System.nanoTime() - start;
    }

    /// The host's arguments with arrays replaced by the device's.
    Object[] arguments(Task task) {
        return task.arguments().stream()
                .map(a -> Copies.isArray(a) ? array(a).copy() : a)
                .toArray();
    }

    /// The arrays of a task that are checked.
    ///
    /// @param names of its parameters
    /// @param reduced which parameters are `@Reduce` results
    List<Buffer> buffers(Task task, List<String> names, List<Boolean> reduced) {
        var buffers = new ArrayList<Buffer>();
        for (var i = 0; i < names.size(); i++) {
            var argument = task.arguments().get(i);
            if (Copies.isArray(argument)) {
                var array = array(argument);
                buffers.add(new Buffer(names.get(i), array.copy(), array.shadow(), reduced.get(i)));
            }
        }
        return buffers;
    }

    long bytes() {
        return arrays.values().stream().mapToLong(DeviceArray::bytes).sum();
    }

    void free() {
        arrays.clear();
        borrowed.clear();
    }

    private void requireWritten(Shadow shadow) {
        var index = shadow.firstUnwritten();
        if (index < shadow.size()) {
            throw new KernelFault("out not written in graph " + graph.name() + ": nobody wrote `" + shadow.name() + "`["
                    + index + "] of " + shadow.size() + ", and it travels to the host");
        }
    }

    private DeviceMemory lender(Map<String, DeviceMemory> memories, Graph.Consumption consumption) {
        var lender = memories.get(consumption.from());
        if (lender == null) {
            throw new KernelFault("graph " + graph.name() + " consumes from graph " + consumption.from()
                    + ", which the plan does not have");
        }
        return lender;
    }

    private DeviceArray lend(Object host) {
        var array = arrays.get(host);
        if (array == null || !graph.keeps(host, DataTransferMode.UNDER_DEMAND)) {
            throw new KernelFault("an array is consumed from graph " + graph.name()
                    + " that is not left on the device there. Cure: persistOnDevice in " + graph.name()
                    + ", and execute it first.");
        }
        return array;
    }

    private static void fill(DeviceArray array, Clock clock) {
        array.fromHost();
        clock.bytesIn += array.bytes();
    }

    private boolean travelsIn(Object host) {
        return borrowed.containsKey(host) || graph.in().stream().anyMatch(t -> t.moves(host));
    }

    private boolean travels(Object host) {
        return travelsIn(host) || graph.out().stream().anyMatch(t -> t.moves(host));
    }

    private DeviceArray array(Object host) {
        var shared = borrowed.get(host);
        return shared != null ? shared : arrays.computeIfAbsent(host, DeviceArray::new);
    }
}
