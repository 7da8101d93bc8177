package dev.weft.emulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// Runs one task graph: copies in, tasks one after the other, copies out.
public final class Execution {
    private static final AtomicLong TASKS = new AtomicLong();

    /// One kernel at a time runs in the whole process: accesses are then seen in one order.
    private static final Object ONE = new Object();

    private final Graph graph;
    private final Buffers buffers;
    private final Function<WorkItem, Object> contexts;

    /// Prepares the runs of a graph.
    ///
    /// @param contexts makes the context that a work-item's kernel is called with
    public Execution(Graph graph, Buffers buffers, Function<WorkItem, Object> contexts) {
        this.graph = graph;
        this.buffers = buffers;
        this.contexts = contexts;
    }

    /// Refuses grids of tasks that there are not.
    public void check(GridScheduler grids) {
        for (var key : grids.keySet()) {
            if (key.startsWith(graph.name() + ".")
                    && graph.tasks().stream()
                            .noneMatch(task -> key.equals(graph.name() + "." + task.id()))) {
                throw new TornadoRuntimeException("GridScheduler Name not registered: " + key);
            }
        }
    }

    /// Runs the graph once; gives the time of its kernels, in nanoseconds.
    public long run(GridScheduler grids) {
        for (var transfer : graph.before()) {
            if (transfer.mode() == DataTransferMode.EVERY_EXECUTION || !buffers.has(transfer.array())) {
                buffers.toDevice(transfer.array());
            }
        }
        long start = System.nanoTime();
        synchronized (ONE) {
            for (var task : graph.tasks()) {
                task(task, grids);
            }
        }
        long kernels = System.nanoTime() - start;
        for (var transfer : graph.after()) {
            if (transfer.mode() != DataTransferMode.UNDER_DEMAND) {
                out(transfer.array());
            }
        }
        return kernels;
    }

    private void out(TornadoNativeArray array) {
        int undefined = buffers.of(array).watch().undefined();
        if (undefined >= 0) {
            var name = graph.tasks().stream()
                    .flatMap(task -> name(task, array).stream())
                    .findFirst()
                    .orElse("an array");
            throw new KernelFault("%s: element %d of %s is copied to the host, and no kernel has written it"
                    .formatted(graph.name(), undefined, name));
        }
        buffers.toHost(array);
    }

    private static List<String> name(Graph.Task task, TornadoNativeArray array) {
        for (int n = 0; n < task.arguments().size(); n++) {
            if (task.arguments().get(n) == array) {
                return List.of(task.kernel().parameters().get(n));
            }
        }
        return List.of();
    }

    private void task(Graph.Task task, GridScheduler grids) {
        var kernel = task.kernel();
        long number = TASKS.incrementAndGet();
        var arguments = new ArrayList<Object>();
        Set<TornadoNativeArray> seen = Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        for (int n = 0; n < task.arguments().size(); n++) {
            var given = task.arguments().get(n);
            if (given instanceof TornadoNativeArray host) {
                if (!buffers.has(host)) {
                    buffers.toDevice(host);
                }
                var buffer = buffers.of(host);
                if (seen.add(host)) {
                    buffer.watch().begin("`" + kernel.parameters().get(n) + "`", number);
                }
                arguments.add(buffer.array());
            } else {
                arguments.add(given);
            }
        }
        if (kernel.hasContext()) {
            groups(task, arguments, grids);
        } else {
            kernel.call(arguments.toArray());
        }
    }

    private void groups(Graph.Task task, List<Object> arguments, GridScheduler grids) {
        var kernel = task.kernel();
        var worker = grids.get(graph.name() + "." + task.id());
        if (worker == null) {
            throw new KernelFault("%s: task %s.%s has no grid: add one to the plan's GridScheduler"
                    .formatted(kernel.name(), graph.name(), task.id()));
        }
        var grid = Grid.of(kernel.name(), worker);
        var order = new ArrayList<int[]>();
        for (int z = 0; z < grid.groups(2); z++) {
            for (int y = 0; y < grid.groups(1); y++) {
                for (int x = 0; x < grid.groups(0); x++) {
                    order.add(new int[] {x, y, z, order.size()});
                }
            }
        }
        Collections.shuffle(order, new Random(Limits.SEED));
        for (var group : order) {
            var run = new GroupRun(kernel, grid, new int[] {group[0], group[1], group[2]}, group[3]);
            run.run(item -> {
                var own = new ArrayList<Object>();
                arguments.forEach(argument -> own.add(isContext(argument) ? contexts.apply(item) : argument));
                kernel.call(own.toArray());
            });
        }
    }

    private static boolean isContext(Object argument) {
        return argument.getClass().getName().equals("uk.ac.manchester.tornado.api.KernelContext");
    }
}
