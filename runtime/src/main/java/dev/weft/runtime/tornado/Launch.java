package dev.weft.runtime.tornado;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// A kernel that is compiled for a device, with its buffers there. Not for several threads at once.
public final class Launch implements AutoCloseable {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final String name;
    private final TornadoTarget target;
    private final TornadoKernel kernel;
    private final List<TornadoBuffer> buffers;
    private final List<TornadoNativeArray> arrays = new ArrayList<>();
    private final TornadoArguments arguments;
    private final TornadoExecutionPlan plan;
    private boolean ran;
    private Times times = new Times(0, 0, 0);

    /// How long the device worked in the last run, in nanoseconds.
    public record Times(long kernels, long toDevice, long toHost) {}

    /// Takes memory and compiles.
    ///
    /// @param name the kernel's, for messages
    /// @param scalars how many run-time scalars there are
    /// @throws TornadoFailure if the device cannot run the kernel
    public Launch(
            String name,
            TornadoKernel kernel,
            int[] sizes,
            List<TornadoBuffer> buffers,
            int scalars,
            TornadoTarget target) {
        this.name = name;
        this.target = target;
        this.kernel = kernel;
        this.buffers = List.copyOf(buffers);
        if (kernel.doubles() && !target.fp64()) {
            throw new TornadoFailure(
                    "%s computes in double precision, which %s does not have".formatted(name, target.describe()));
        }
        if (kernel.tooManyArguments() > 0) {
            throw new TornadoFailure(
                    "%s has %d arguments on a device, and a TornadoVM task at most 20: use fewer tensors, or the JVM"
                            .formatted(name, kernel.tooManyArguments()));
        }
        for (var buffer : buffers) {
            if (buffer.elements() > Integer.MAX_VALUE) {
                throw new TornadoFailure("%s: `%s` has %,d elements, and TornadoVM's arrays hold at most %,d"
                        .formatted(name, buffer.name(), buffer.elements(), Integer.MAX_VALUE));
            }
        }
        try {
            for (var buffer : buffers) {
                arrays.add(buffer.storage().allocate((int) Math.max(1, buffer.elements())));
            }
            this.arguments = new TornadoArguments(kernel, WorkGroups.of(name, kernel, target), sizes, arrays, scalars);
            this.plan = plan();
        } catch (RuntimeException | Error e) {
            throw failure(e);
        }
    }

    private TornadoExecutionPlan plan() {
        var graphName = "weft" + NUMBERS.incrementAndGet();
        var graph = new TaskGraph(graphName);
        var first = new ArrayList<TornadoNativeArray>(arguments.lasting());
        var every = new ArrayList<TornadoNativeArray>(arguments.changing());
        var outs = new ArrayList<TornadoNativeArray>();
        for (int n = 0; n < buffers.size(); n++) {
            if (buffers.get(n).out()) {
                buffers.get(n).storage().mark(arrays.get(n).getSegment());
                first.add(arrays.get(n));
                outs.add(arrays.get(n));
            } else {
                every.add(arrays.get(n));
            }
        }
        if (kernel.faults()) {
            outs.add(arguments.faults());
        }
        if (!first.isEmpty()) {
            graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, first.toArray());
        }
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, every.toArray());
        kernel.tasks(graph, arguments);
        graph.transferToHost(DataTransferMode.EVERY_EXECUTION, outs.toArray());
        var made = new TornadoExecutionPlan(graph.snapshot());
        made.withDevice(target.device());
        if (!arguments.loops()) {
            made.withGridScheduler(grid(graphName));
        }
        made.withProfiler(ProfilerMode.SILENT);
        made.withPreCompilation();
        return made;
    }

    private GridScheduler grid(String graph) {
        var grid = new GridScheduler(graph + ".attend", workers(arguments.tasks()));
        if (arguments.parts() > 1) {
            grid.addWorkerGrid(graph + ".merge", workers(arguments.mergeTasks()));
        }
        return grid;
    }

    private WorkerGrid1D workers(int groups) {
        return GlobalSize.of(groups, arguments.teams() * arguments.lanes(), target.groupSize())
                .workers();
    }

    /// Copies the inputs in, runs, and copies the outs back.
    ///
    /// @throws TornadoFailure if the device fails; the outs are undefined then
    public void run(MemorySegment[] tensors, double[] scalars) {
        try {
            arguments.set(scalars, !ran);
            for (int n = 0; n < buffers.size(); n++) {
                if (!buffers.get(n).out()) {
                    arrays.get(n).getSegment().copyFrom(tensors[n]);
                }
            }
            var result = plan.execute();
            check();
            ran = true;
            times = times(result);
        } catch (RuntimeException | Error e) {
            throw failure(e);
        }
        for (int n = 0; n < buffers.size(); n++) {
            if (buffers.get(n).out()) {
                MemorySegment.copy(arrays.get(n).getSegment(), 0, tensors[n], 0, tensors[n].byteSize());
            }
        }
    }

    private static Times times(TornadoExecutionResult result) {
        var profile = result.getProfilerResult();
        return new Times(profile.getDeviceKernelTime(), profile.getDeviceWriteTime(), profile.getDeviceReadTime());
    }

    /// A driver may print that it refuses a kernel and go on: what was not written tells.
    private void check() {
        for (int n = 0; !ran && n < buffers.size(); n++) {
            var buffer = buffers.get(n);
            if (buffer.out() && buffer.elements() > 0) {
                long unwritten = buffer.storage().unwritten(arrays.get(n).getSegment());
                if (unwritten >= 0) {
                    throw new TornadoFailure(
                            "%s on %s: element %,d of `%s` was never written, so the kernel did not run; the driver's own messages say why"
                                    .formatted(name, target.describe(), unwritten, buffer.name()));
                }
            }
        }
        for (int n = 0; kernel.faults() && n < arguments.faults().getSize(); n++) {
            if (arguments.faults().get(n) != 0) {
                throw new TornadoFailure("%s: an index that a table gives lies outside its axis".formatted(name));
            }
        }
    }

    private TornadoFailure failure(Throwable thrown) {
        return thrown instanceof TornadoFailure known
                ? known
                : new TornadoFailure("%s on %s: %s".formatted(name, target.describe(), Reasons.of(thrown)), thrown);
    }

    /// How long the last run took on the device.
    public Times times() {
        return times;
    }

    /// Memory of the buffers, on the host and again on the device, in bytes.
    public long bytes() {
        return arguments.bytes();
    }

    /// How the work is cut, for people.
    public String shape() {
        return arguments.loops()
                ? "%,d work-items".formatted(arguments.tasks())
                : "%,d work-groups of %d x %d work-items, %d %s"
                        .formatted(
                                arguments.tasks(),
                                arguments.teams(),
                                arguments.lanes(),
                                arguments.parts(),
                                arguments.parts() == 1 ? "part" : "parts");
    }

    @Override
    public void close() {
        try {
            plan.freeDeviceMemory();
            plan.close();
        } catch (TornadoExecutionPlanException e) {
            throw failure(e);
        }
    }
}
