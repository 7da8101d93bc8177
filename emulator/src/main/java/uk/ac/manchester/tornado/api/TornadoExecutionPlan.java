package uk.ac.manchester.tornado.api;

import dev.weft.emulator.device.EmulatedDevice;
import dev.weft.emulator.device.EmulatedRuntime;
import dev.weft.emulator.plan.Execution;
import dev.weft.emulator.plan.Graph;
import dev.weft.emulator.plan.Measures;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;

/// Task graphs that are executed together, and what they hold on the device.
///
/// A kernel that is wrong ends an execution with a [dev.weft.emulator.KernelFault].
public class TornadoExecutionPlan implements AutoCloseable {
    public static TornadoDevice DEFAULT_DEVICE = EmulatedRuntime.RUNTIME.getDefaultDevice();

    private static final AtomicLong PLANS = new AtomicLong();

    private final long id = PLANS.getAndIncrement();
    private final List<Graph> graphs;
    private final Execution execution;
    private List<Graph> chosen;
    private @Nullable GridScheduler grids;
    private @Nullable ProfilerMode profiler;

    public TornadoExecutionPlan(ImmutableTaskGraph... graphs) {
        this.graphs = Arrays.stream(graphs).map(ImmutableTaskGraph::graph).toList();
        this.execution = new Execution(this.graphs, KernelContext::new);
        this.chosen = this.graphs;
    }

    public static TornadoDevice getDevice(int backend, int device) {
        return EmulatedRuntime.RUNTIME.getBackend(backend).getDevice(device);
    }

    /// Runs the chosen graphs, one after the other.
    public TornadoExecutionResult execute() {
        requireKnownTasks();
        var sum = Measures.NONE;
        for (var graph : chosen) {
            sum = sum.plus(execution.run(graph, name -> grids == null ? null : grids.get(name)));
        }
        if (profiler == ProfilerMode.CONSOLE) {
            System.out.println(sum.json());
        }
        return new TornadoExecutionResult(
                profiler == null ? Measures.NONE : sum, objects -> execution.demand(graphs, objects));
    }

    /// Sets the grids of the tasks.
    ///
    /// @param grids by `graph.task`
    public TornadoExecutionPlan withGridScheduler(GridScheduler grids) {
        this.grids = grids;
        return this;
    }

    public TornadoExecutionPlan withDefaultScheduler() {
        this.grids = null;
        return this;
    }

    public TornadoExecutionPlan withDevice(TornadoDevice device) {
        if (!(device instanceof EmulatedDevice)) {
            throw new TornadoRuntimeException(device + " is no device of this emulator");
        }
        return this;
    }

    public TornadoExecutionPlan withDevice(String taskName, TornadoDevice device) {
        requireTask(taskName);
        return withDevice(device);
    }

    /// Executes only this graph from now on.
    public TornadoExecutionPlan withGraph(int index) {
        if (index < 0 || index >= graphs.size()) {
            throw new TornadoRuntimeException("The plan has no task graph " + index + ", it has " + graphs.size());
        }
        chosen = List.of(graphs.get(index));
        return this;
    }

    public TornadoExecutionPlan withAllGraphs() {
        chosen = graphs;
        return this;
    }

    /// Prepares the kernels.
    public TornadoExecutionPlan withPreCompilation() {
        chosen.forEach(execution::compile);
        return this;
    }

    public TornadoExecutionPlan withWarmUpIterations(int iterations) {
        for (var i = 0; i < iterations; i++) {
            execute();
        }
        return this;
    }

    public TornadoExecutionPlan withProfiler(ProfilerMode mode) {
        profiler = mode;
        return this;
    }

    public TornadoExecutionPlan withoutProfiler() {
        profiler = null;
        return this;
    }

    public TornadoExecutionPlan clearProfiles() {
        return this;
    }

    /// No effect: there is no source to print.
    public TornadoExecutionPlan withPrintKernel() {
        return this;
    }

    public TornadoExecutionPlan withoutPrintKernel() {
        return this;
    }

    /// No effect.
    public TornadoExecutionPlan withCompilerFlags(TornadoVMBackendType backend, String flags) {
        return this;
    }

    public TornadoExecutionPlan freeDeviceMemory() {
        execution.free();
        return this;
    }

    public TornadoExecutionPlan resetDevice() {
        execution.free();
        return this;
    }

    public TornadoDevice getDevice(int graph) {
        return EmulatedRuntime.RUNTIME.getDefaultDevice();
    }

    /// In bytes.
    public long getCurrentDeviceMemoryUsage() {
        return execution.bytes();
    }

    public long getId() {
        return id;
    }

    @Override
    public void close() throws TornadoExecutionPlanException {
        execution.free();
    }

    private void requireKnownTasks() {
        if (grids != null) {
            grids.keySet().forEach(this::requireTask);
        }
    }

    private void requireTask(String taskName) {
        for (var graph : graphs) {
            for (var task : graph.tasks()) {
                if (taskName.equals(graph.name() + "." + task.id())) {
                    return;
                }
            }
        }
        throw new TornadoRuntimeException("GridScheduler Name not registered: " + taskName + "; tasks are "
                + graphs.stream()
                        .flatMap(g -> g.tasks().stream().map(t -> g.name() + "." + t.id()))
                        .toList());
    }
}
