package dev.weft.emulator.plan;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import dev.weft.emulator.Limits;
import dev.weft.emulator.memory.Watch;
import dev.weft.emulator.run.Launch;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// A graph of a plan and what it has on the device.
final class GraphState {
    private final Graph graph;
    private final DeviceMemory memory;
    private final IdentityHashMap<TornadoNativeArray, DeviceBuffer> buffers = new IdentityHashMap<>();
    private Profile profile = Profile.NONE;

    GraphState(Graph graph, DeviceMemory memory) {
        this.graph = graph;
        this.memory = memory;
    }

    Graph graph() {
        return graph;
    }

    /// What the device holds for an array of the host, or null.
    @Nullable
    DeviceBuffer buffer(TornadoNativeArray array) {
        return buffers.get(array);
    }

    Profile execute(@Nullable GridScheduler grids, Map<String, GraphState> others) {
        profile = Profile.NONE;
        graph.consumed().forEach(held -> consume(held, others));
        graph.in().forEach(this::copyIn);
        graph.tasks().forEach(task -> run(task, grids));
        graph.out().stream()
                .filter(transfer -> transfer.mode() != DataTransferMode.UNDER_DEMAND)
                .forEach(transfer -> copyOut(transfer.array()));
        return profile;
    }

    private void consume(Consumed held, Map<String, GraphState> others) {
        var source = others.get(held.source());
        var buffer = source == null ? null : source.buffer(held.array());
        if (buffer == null) {
            throw new TornadoRuntimeException("task graph %s consumes an array that graph %s has not left on the device"
                    .formatted(graph.name(), held.source()));
        }
        buffers.put(held.array(), buffer);
    }

    private DeviceBuffer allocate(TornadoNativeArray array, String what) {
        var known = buffers.get(array);
        if (known != null) {
            return known;
        }
        memory.take(array.getNumBytesOfSegmentWithHeader(), what);
        var buffer = new DeviceBuffer(array);
        buffers.put(array, buffer);
        return buffer;
    }

    private void copyIn(Transfer transfer) {
        var buffer = allocate(transfer.array(), "an array that task graph " + graph.name() + " transfers");
        if (!buffer.isLoaded() || transfer.mode() == DataTransferMode.EVERY_EXECUTION) {
            copyIn(buffer);
        }
    }

    private void copyIn(DeviceBuffer buffer) {
        var start = System.nanoTime();
        buffer.copyIn();
        profile = profile.plusIn(System.nanoTime() - start, buffer.bytes());
    }

    private void run(Task task, @Nullable GridScheduler grids) {
        var kernel = task.kernel();
        var names = new HashMap<Watch, String>();
        var arguments = task.arguments().toArray();
        for (var i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof TornadoNativeArray array) {
                var name = kernel.parameters().get(i);
                var buffer = allocate(array, "parameter %s of kernel %s".formatted(name, kernel.name()));
                if (!buffer.isLoaded() && !graph.brings(array) && !graph.returns(array)) {
                    copyIn(buffer);
                }
                arguments[i] = buffer.device();
                names.merge(buffer.watch(), name, (one, other) -> one + " = " + other);
            }
        }
        var start = System.nanoTime();
        launch(task, arguments, names, grids);
        profile = profile.plusKernel(System.nanoTime() - start).plusCompile(task.compileNanos());
    }

    private void launch(Task task, Object[] arguments, Map<Watch, String> names, @Nullable GridScheduler grids) {
        var kernel = task.kernel();
        var limits = Limits.current();
        if (!kernel.hasContext()) {
            Launch.run(kernel, arguments, names, limits);
            return;
        }
        var grid = grids == null ? null : grids.get(graph.key(task));
        if (grid == null) {
            throw new KernelFault(
                    Kind.GRID,
                    "kernel %s has a context but no grid: add a WorkerGrid for \"%s\" to the plan's GridScheduler"
                            .formatted(kernel.name(), graph.key(task)));
        }
        Launch.run(kernel, arguments, names, grid, limits);
    }

    Profile copyOut(TornadoNativeArray array) {
        var buffer = buffers.get(array);
        if (buffer == null) {
            throw new KernelFault(
                    Kind.UNWRITTEN_OUT,
                    "task graph %s transfers to the host an array that it has not on the device: %s"
                            .formatted(graph.name(), name(array)));
        }
        var undefined = buffer.watch().undefined();
        if (undefined > 0) {
            throw new KernelFault(
                    Kind.UNWRITTEN_OUT,
                    "task graph %s transfers %s to the host, but %d of its %d elements were never written; the first is index %d"
                            .formatted(
                                    graph.name(),
                                    name(array),
                                    undefined,
                                    array.getSize(),
                                    buffer.watch().firstUndefined()));
        }
        var start = System.nanoTime();
        buffer.copyOut();
        profile = profile.plusOut(System.nanoTime() - start, buffer.bytes());
        return profile;
    }

    /// By the tasks that have it: `out o of kernel Kernels.attend`.
    private String name(TornadoNativeArray array) {
        for (var task : graph.tasks()) {
            for (var i = 0; i < task.arguments().size(); i++) {
                if (task.arguments().get(i) == array) {
                    return "buffer %s of kernel %s"
                            .formatted(
                                    task.kernel().parameters().get(i),
                                    task.kernel().name());
                }
            }
        }
        return "a %s of %d elements".formatted(array.getClass().getSimpleName(), array.getSize());
    }

    /// Gives its memory back, but for what other graphs lent it.
    void free() {
        buffers.forEach((host, buffer) -> {
            if (graph.consumed().stream().noneMatch(held -> held.array() == host)) {
                memory.give(buffer.bytes());
            }
        });
        buffers.clear();
    }
}
