package dev.weft.emulator.plan;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.Limits;
import dev.weft.emulator.run.Grid;
import dev.weft.emulator.run.Launch;
import dev.weft.emulator.run.WorkItem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;

/// The graphs of one plan, and their arrays on the device. One execution runs at a time on the device.
public final class Execution {
    private static final ReentrantLock DEVICE = new ReentrantLock();

    private final Map<String, DeviceMemory> memories = new LinkedHashMap<>();
    private final Map<Task, Prepared> tasks = new HashMap<>();
    private final Function<WorkItem, ?> contexts;

    /// An execution.
    ///
    /// @param contexts makes what a work-item has in place of the host's context
    public Execution(List<Graph> graphs, Function<WorkItem, ?> contexts) {
        for (var graph : graphs) {
            if (memories.put(graph.name(), new DeviceMemory(graph)) != null) {
                throw new TornadoRuntimeException("Two task graphs of one plan are named " + graph.name());
            }
        }
        this.contexts = contexts;
    }

    /// Runs one graph.
    ///
    /// @param grids by `graph.task`; null for none
    public Measures run(Graph graph, Function<String, @Nullable WorkerGrid> grids) {
        DEVICE.lock();
        try {
            var limits = Limits.current();
            var clock = new Clock();
            var memory = memory(graph.name());
            compile(graph, limits, clock);
            memory.prepare(memories, others(memory), limits);
            memory.write(clock);
            for (var task : graph.tasks()) {
                var start = System.nanoTime();
                launch(graph, task, memory, grids.apply(graph.name() + "." + task.id()), limits);
                clock.kernel += System.nanoTime() - start;
            }
            memory.read(clock, limits.checks());
            return clock.stop(bytes());
        } finally {
            DEVICE.unlock();
        }
    }

    /// Prepares the kernels.
    public void compile(Graph graph) {
        compile(graph, Limits.current(), new Clock());
    }

    /// Copies back arrays that wait for demand.
    public Measures demand(List<Graph> graphs, Object... hosts) {
        var clock = new Clock();
        for (var host : hosts) {
            var owner = graphs.stream()
                    .filter(g -> g.keeps(host, DataTransferMode.UNDER_DEMAND))
                    .findFirst()
                    .orElseThrow(() -> new TornadoRuntimeException(
                            "The array is in no transferToHost with UNDER_DEMAND and in no persistOnDevice"));
            memory(owner.name()).demand(host, clock, Limits.current().checks());
        }
        return clock.stop(bytes());
    }

    /// Forgets all arrays.
    public void free() {
        memories.values().forEach(DeviceMemory::free);
    }

    /// Of all arrays on the device.
    public long bytes() {
        return memories.values().stream().mapToLong(DeviceMemory::bytes).sum();
    }

    private long others(DeviceMemory memory) {
        return bytes() - memory.bytes();
    }

    private DeviceMemory memory(String graph) {
        var memory = memories.get(graph);
        if (memory == null) {
            throw new TornadoRuntimeException("The plan has no task graph " + graph);
        }
        return memory;
    }

    private void compile(Graph graph, Limits limits, Clock clock) {
        var start = System.nanoTime();
        for (var task : graph.tasks()) {
            var known = tasks.get(task);
            if (known == null || known.checked() != limits.checks()) {
                tasks.put(task, Prepared.of(task, limits.checks()));
            }
        }
        clock.compile += System.nanoTime() - start;
    }

    private void launch(Graph graph, Task task, DeviceMemory memory, @Nullable WorkerGrid grid, Limits limits) {
        var kernel = task.kernel();
        var prepared = tasks.get(task);
        if (prepared == null) {
            throw new IllegalStateException(kernel + " was not compiled");
        }
        var program = prepared.program();
        var arguments = memory.arguments(task);
        try {
            if (!program.grouped()) {
                prepared.watch(task, memory, null);
                program.method().invokeExact(arguments);
                return;
            }
            if (grid == null) {
                throw new KernelFault("grid of " + kernel + ": the task " + graph.name() + "." + task.id()
                        + " uses a KernelContext and has no worker grid. Cure: withGridScheduler.");
            }
            var sizes = Grid.of(kernel.toString(), grid.getGlobalWork(), grid.getLocalWork(), limits);
            var watch = prepared.watch(task, memory, sizes);
            new Launch(program, arguments, contexts, sizes, limits, watch).run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new KernelFault("exception in " + kernel + ": " + e, e);
        } finally {
            prepared.end();
        }
    }
}
