package uk.ac.manchester.tornado.api;

import dev.weft.emulator.device.EmulatedDevice;
import dev.weft.emulator.plan.EmulatedPlan;
import dev.weft.emulator.plan.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.exceptions.TornadoDeviceNotFound;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

/// Task graphs that run one after the other, and what they hold on the device until it is closed.
/// What only makes a real device faster is accepted and changes nothing here.
public class TornadoExecutionPlan implements AutoCloseable {
    /// Not final, as in TornadoVM.
    public static TornadoDevice DEFAULT_DEVICE = EmulatedDevice.INSTANCE;

    private static final AtomicInteger PLANS = new AtomicInteger();

    private final long id = PLANS.incrementAndGet();
    private final EmulatedPlan plan;
    private final List<TornadoExecutionResult> results = new ArrayList<>();
    private boolean profiled;

    public TornadoExecutionPlan(ImmutableTaskGraph... graphs) {
        this.plan = new EmulatedPlan(
                Arrays.stream(graphs).map(ImmutableTaskGraph::graph).toList());
    }

    public static TornadoDevice getDevice(int backend, int device) {
        if (backend != 0 || device != 0) {
            throw new TornadoDeviceNotFound("there is one backend with one device, not " + backend + ":" + device);
        }
        return EmulatedDevice.INSTANCE;
    }

    public static int getTotalPlans() {
        return PLANS.get();
    }

    public TornadoExecutionResult execute() {
        var profile = plan.execute();
        var result = new TornadoExecutionResult(plan, profiled ? profile : Profile.NONE);
        results.add(result);
        return result;
    }

    public TornadoExecutionPlan withGridScheduler(GridScheduler scheduler) {
        plan.grids(scheduler);
        return this;
    }

    public TornadoExecutionPlan withDefaultScheduler() {
        plan.grids(null);
        return this;
    }

    public TornadoExecutionPlan withGraph(int graph) {
        plan.choose(graph);
        return this;
    }

    public TornadoExecutionPlan withAllGraphs() {
        plan.chooseAll();
        return this;
    }

    public TornadoExecutionPlan withProfiler(ProfilerMode mode) {
        profiled = true;
        return this;
    }

    public TornadoExecutionPlan withoutProfiler() {
        profiled = false;
        return this;
    }

    /// Lets the plan hold less than the device has.
    ///
    /// @param limit such as `512MB`
    public TornadoExecutionPlan withMemoryLimit(String limit) {
        plan.limitMemory(limit);
        return this;
    }

    public TornadoExecutionPlan withoutMemoryLimit() {
        plan.unlimitMemory();
        return this;
    }

    public TornadoExecutionPlan withWarmUpIterations(int iterations) {
        for (var i = 0; i < iterations; i++) {
            execute();
        }
        return this;
    }

    public TornadoExecutionPlan withDevice(TornadoDevice device) {
        return this;
    }

    public TornadoExecutionPlan withDevice(String graphAndTask, TornadoDevice device) {
        return this;
    }

    public TornadoExecutionPlan withCompilerFlags(TornadoVMBackendType backend, String flags) {
        return this;
    }

    public TornadoDevice getDevice(int graph) {
        return EmulatedDevice.INSTANCE;
    }

    public TornadoExecutionPlan freeDeviceMemory() {
        plan.free();
        return this;
    }

    public long getCurrentDeviceMemoryUsage() {
        return plan.memory();
    }

    public TornadoExecutionResult getPlanResult(int index) {
        return results.get(index);
    }

    public long getId() {
        return id;
    }

    @Override
    public void close() throws TornadoExecutionPlanException {
        plan.close();
    }

    @Override
    public String toString() {
        return plan.toString();
    }

    public TornadoExecutionPlan withPreCompilation() {
        return this;
    }

    public TornadoExecutionPlan withConcurrentDevices() {
        return this;
    }

    public TornadoExecutionPlan withoutConcurrentDevices() {
        return this;
    }

    public TornadoExecutionPlan resetDevice() {
        return this;
    }

    public TornadoExecutionPlan clearProfiles() {
        return this;
    }

    public TornadoExecutionPlan withThreadInfo() {
        return this;
    }

    public TornadoExecutionPlan withoutThreadInfo() {
        return this;
    }

    public TornadoExecutionPlan withPrintKernel() {
        return this;
    }

    public TornadoExecutionPlan withoutPrintKernel() {
        return this;
    }

    public TornadoExecutionPlan withCUDAGraph() {
        return this;
    }

    public TornadoExecutionPlan withIntraPlanConcurrency() {
        return this;
    }

    public TornadoExecutionPlan withoutIntraPlanConcurrency() {
        return this;
    }

    public TornadoExecutionPlan withStagedTransfers() {
        return this;
    }

    public TornadoExecutionPlan withoutStagedTransfers() {
        return this;
    }
}
