package uk.ac.manchester.tornado.api;

import dev.weft.emulator.Buffers;
import dev.weft.emulator.EmulatedDevice;
import dev.weft.emulator.Execution;
import java.util.ArrayList;
import java.util.List;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/// Task graphs that are run together, in order. Settings that an emulator has no use for are taken and change nothing.
public class TornadoExecutionPlan implements AutoCloseable {
    private final List<Execution> executions = new ArrayList<>();
    private final Buffers buffers = new Buffers();
    private GridScheduler grids = new GridScheduler();

    public TornadoExecutionPlan(ImmutableTaskGraph... graphs) {
        for (var graph : graphs) {
            executions.add(new Execution(graph.graph(), buffers, KernelContext::of));
        }
    }

    public static TornadoDevice getDevice(int backend, int device) {
        return EmulatedDevice.RUNTIME.getBackend(backend).getDevice(device);
    }

    public TornadoExecutionResult execute() {
        long start = System.nanoTime();
        long kernels = 0;
        buffers.begin();
        for (var execution : executions) {
            kernels += execution.run(grids);
        }
        long wall = System.nanoTime() - start;
        return new TornadoExecutionResult(
                buffers, new TornadoProfilerResult(wall, kernels, buffers.bytes(), buffers.copied()));
    }

    public TornadoExecutionPlan withGridScheduler(GridScheduler scheduler) {
        executions.forEach(execution -> execution.check(scheduler));
        grids = scheduler;
        return this;
    }

    public TornadoExecutionPlan withDefaultScheduler() {
        return this;
    }

    public TornadoExecutionPlan withProfiler(ProfilerMode mode) {
        return this;
    }

    public TornadoExecutionPlan withoutProfiler() {
        return this;
    }

    public TornadoExecutionPlan withPreCompilation() {
        return this;
    }

    public TornadoExecutionPlan withWarmUpIterations(int iterations) {
        return this;
    }

    public TornadoExecutionPlan withPrintKernel() {
        return this;
    }

    public TornadoExecutionPlan withoutPrintKernel() {
        return this;
    }

    public TornadoExecutionPlan withCompilerFlags(TornadoVMBackendType backend, String flags) {
        return this;
    }

    public TornadoExecutionPlan withDevice(TornadoDevice device) {
        return this;
    }

    public TornadoExecutionPlan withAllGraphs() {
        return this;
    }

    public TornadoExecutionPlan clearProfiles() {
        return this;
    }

    /// Frees the device's copies; the next execution makes new ones.
    public TornadoExecutionPlan freeDeviceMemory() {
        buffers.free();
        return this;
    }

    public long getCurrentDeviceMemoryUsage() {
        return buffers.bytes();
    }

    @Override
    @SuppressWarnings("PMD")
    public void close() throws TornadoExecutionPlanException {
        buffers.free();
    }
}
