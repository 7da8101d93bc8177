package dev.weft.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.emulator.kernels.Sound;
import org.junit.jupiter.api.Test;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;
import uk.ac.manchester.tornado.api.exceptions.TornadoTaskRuntimeException;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.Int8Array;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// What is copied when, and what is said of plans that cannot run.
final class PlansTest {
    private final FloatArray x = Runs.ramp(4);
    private final FloatArray y = new FloatArray(4);

    @Test
    void firstExecutionIsNeverRefreshed() throws Exception {
        assertThat(secondResult(DataTransferMode.FIRST_EXECUTION)).isEqualTo(0.0f);
    }

    @Test
    void everyExecutionIs() throws Exception {
        assertThat(secondResult(DataTransferMode.EVERY_EXECUTION)).isEqualTo(9.0f);
    }

    private float secondResult(int mode) throws Exception {
        var graph = new TaskGraph("g")
                .transferToDevice(mode, x)
                .task("t0", Sound::copy, x, y)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y);
        try (var plan = new TornadoExecutionPlan(graph.snapshot())) {
            plan.execute();
            x.set(0, 9.0f);
            plan.execute();
        }
        return y.get(0);
    }

    @Test
    void underDemandComesWhenAskedFor() throws Exception {
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.FIRST_EXECUTION, x)
                .task("t0", Sound::copy, x, y)
                .transferToHost(DataTransferMode.UNDER_DEMAND, y);
        try (var plan = new TornadoExecutionPlan(graph.snapshot())) {
            var result = plan.execute();
            assertThat(y.get(1)).isNaN();
            result.transferToHost(y);
            assertThat(y.get(1)).isEqualTo(1.0f);
        }
    }

    @Test
    void whatNoTransferListsIsCopiedInOnceAndStays() throws Exception {
        var graph = new TaskGraph("g")
                .task("t0", Sound::increment, x)
                .task("t1", Sound::copy, x, y)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y);
        try (var plan = new TornadoExecutionPlan(graph.snapshot())) {
            plan.execute();
            plan.execute();
        }
        assertThat(y.get(0)).isEqualTo(2.0f);
        assertThat(x.get(0)).isZero();
    }

    @Test
    void graphsOfAPlanShareWhatPersists() throws Exception {
        var z = new FloatArray(4);
        var first = new TaskGraph("first")
                .transferToDevice(DataTransferMode.FIRST_EXECUTION, x)
                .task("t", Sound::copy, x, y)
                .persistOnDevice(y);
        var second = new TaskGraph("second")
                .consumeFromDevice("first", y)
                .task("t", Sound::copy, y, z)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, z);
        try (var plan = new TornadoExecutionPlan(first.snapshot(), second.snapshot())) {
            plan.withGraph(0).execute();
            plan.withGraph(1).execute();
            assertThat(plan.getCurrentDeviceMemoryUsage()).isEqualTo(3 * (16 + 16));
            plan.freeDeviceMemory();
            assertThat(plan.getCurrentDeviceMemoryUsage()).isZero();
            assertThatThrownBy(plan::execute)
                    .isInstanceOf(TornadoRuntimeException.class)
                    .hasMessageContaining("second consumes an array that graph first has not left");
        }
        assertThat(z.toHeapArray()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void graphsOfAPlanHaveNamesOfTheirOwn() {
        var graph = new TaskGraph("g").task("t0", Sound::copy, x, y).snapshot();
        assertThatThrownBy(() -> new TornadoExecutionPlan(graph, graph))
                .isInstanceOf(TornadoRuntimeException.class)
                .hasMessage("two graphs of the plan have the name g");
    }

    @Test
    void typesThatMustBeListedAre() {
        var graph = new TaskGraph("g").task("t0", PlansTest::ofBytes, new Int8Array(4), y);
        assertThatThrownBy(graph::snapshot)
                .isInstanceOf(TornadoTaskRuntimeException.class)
                .hasMessageContaining("Int8Array that no transfer lists");
    }

    static void ofBytes(Int8Array bytes, FloatArray y) {
        y.set(0, bytes.get(0));
    }

    @Test
    void aGridForATaskThatIsNotThere() {
        var graph = new TaskGraph("g").task("t0", Sound::copy, x, y);
        var plan = new TornadoExecutionPlan(graph.snapshot());
        assertThatThrownBy(() -> plan.withGridScheduler(new GridScheduler("g.other", Runs.line(4, 4))))
                .isInstanceOf(TornadoRuntimeException.class)
                .hasMessageContaining("GridScheduler Name not registered: \"g.other\" is none of [g.t0]");
    }

    @Test
    void aContextWithoutAGrid() {
        var out = new IntArray(4);
        var graph = new TaskGraph("g").task("t0", Sound::whoAmI, new KernelContext(), out);
        assertThatThrownBy(() -> new TornadoExecutionPlan(graph.snapshot()).execute())
                .isInstanceOf(KernelFault.class)
                .hasMessageContaining("kernel Sound.whoAmI has a context but no grid: add a WorkerGrid for \"g.t0\"");
    }

    @Test
    void gridsThatTheDeviceDoesNotRun() {
        var out = new IntArray(5000);
        var graph = new TaskGraph("g").task("t0", Sound::whoAmI, new KernelContext(), out);
        assertThatThrownBy(() -> Runs.execute(graph, Runs.line(10, 4)))
                .hasMessageContaining("global size [10, 1, 1] is no multiple of local size [4, 1, 1]");
        assertThatThrownBy(() -> Runs.execute(graph, Runs.line(2048, 2048)))
                .hasMessageContaining("is 2048 work-items; the device's groups have at most 1024");
    }

    @Test
    void tooLittleDeviceMemory() {
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.FIRST_EXECUTION, x)
                .task("t0", Sound::copy, x, y);
        var plan = new TornadoExecutionPlan(graph.snapshot()).withMemoryLimit("40B");
        assertThatThrownBy(plan::execute)
                .isInstanceOf(TornadoOutOfMemoryException.class)
                .hasMessage(
                        "parameter y of kernel Sound.copy needs 32 bytes of device memory; 32 of 40 bytes are in use");
    }

    @Test
    void profilesCountBytesAndTime() throws Exception {
        var graph = new TaskGraph("g")
                .transferToDevice(DataTransferMode.EVERY_EXECUTION, x)
                .task("t0", Sound::copy, x, y)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y);
        try (var plan = new TornadoExecutionPlan(graph.snapshot())) {
            var profile = plan.withProfiler(ProfilerMode.SILENT).execute().getProfilerResult();
            assertThat(profile.getTotalBytesCopyIn()).isEqualTo(32);
            assertThat(profile.getTotalBytesCopyOut()).isEqualTo(32);
            assertThat(profile.getDeviceKernelTime()).isPositive();
            assertThat(profile.getTotalDeviceMemoryUsage()).isEqualTo(64);
        }
    }

    @Test
    void closedPlansDoNotRun() throws Exception {
        var plan = new TornadoExecutionPlan(
                new TaskGraph("g").task("t0", Sound::copy, x, y).snapshot());
        plan.close();
        assertThatThrownBy(plan::execute)
                .isInstanceOf(TornadoRuntimeException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void theDeviceTellsItsLimits() {
        var device = TornadoRuntimeProvider.getTornadoRuntime().getDefaultDevice();
        assertThat(device.getDeviceName()).isEqualTo("Weft emulator");
        assertThat(device.getDeviceLocalMemorySize()).isEqualTo(48 << 10);
        assertThat(device.getPhysicalDevice().getDeviceMaxWorkGroupSize()).containsExactly(1024);
    }
}
