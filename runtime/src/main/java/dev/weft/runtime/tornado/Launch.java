package dev.weft.runtime.tornado;

import dev.weft.runtime.scan.Solution;
import dev.weft.runtime.tune.Tuning;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// A kernel that is compiled for a device, with its buffers there. Not for several threads at once.
public final class Launch implements AutoCloseable {
    private static final AtomicLong NUMBERS = new AtomicLong();

    /// TornadoVM gives FPGAs loops in groups of exactly so many work-items. Left to itself it refuses
    /// numbers that are no multiple; those beyond a loop's last iteration do nothing.
    private static final int FPGA_GROUP = 64;

    private final String name;
    private final TornadoTarget target;
    private final List<TornadoBuffer> buffers;
    private final List<TornadoNativeArray> arrays = new ArrayList<>();
    private final TaskArguments arguments;
    private final String graph = "weft" + NUMBERS.incrementAndGet();
    private final Residents residents = new Residents(graph);

    /// The number of the kernel's own graph in the plan; before it come those of the residents.
    private final int main;

    private final TornadoExecutionPlan plan;
    private final Profile profile;
    private boolean ran;

    /// Takes memory and compiles.
    ///
    /// @param name the kernel's, for messages
    /// @param scalars how many run-time scalars there are
    /// @param tuning numbers of the schedule that take the place of its formulas'
    /// @throws TornadoFailure if the device cannot run the kernel
    public Launch(
            String name,
            TornadoKernel kernel,
            int[] sizes,
            List<TornadoBuffer> buffers,
            int scalars,
            TornadoTarget target,
            Tuning tuning) {
        this.name = name;
        this.target = target;
        this.buffers = List.copyOf(buffers);
        this.main = buffers.stream().anyMatch(TornadoBuffer::resident) ? Residents.GRAPHS : 0;
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
            this.arguments = switch (kernel) {
                case TornadoAttention attention ->
                    new TornadoArguments(
                            attention, WorkGroups.of(name, attention, target, tuning), sizes, arrays, scalars);
                case TornadoScan scan ->
                    new ScanArguments(name, scan, ScanGroups.of(name, scan, target, tuning), sizes, arrays, scalars);
            };
            tuning.checkUsed();
            this.plan = plan();
            this.profile = new Profile(plan);
        } catch (RuntimeException | Error e) {
            throw failure(e);
        }
    }

    private TornadoExecutionPlan plan() {
        var graphs = new ArrayList<ImmutableTaskGraph>();
        for (var stage : arguments.stages()) {
            var own = new TaskGraph(name(stage));
            if (graphs.isEmpty()) {
                bring(own);
            } else {
                own.consumeFromDevice(graph, shared().toArray());
            }
            arguments.addTo(own, stage);
            if (isOneGraph()) {
                own.transferToHost(DataTransferMode.EVERY_EXECUTION, returned().toArray());
            } else {
                // All of it: each graph takes over what the one before it has left.
                own.persistOnDevice(shared().toArray());
            }
            graphs.add(own.snapshot());
        }
        graphs.addAll(0, residents.graphs());
        var made = new TornadoExecutionPlan(graphs.toArray(ImmutableTaskGraph[]::new));
        made.withDevice(target.device());
        if (!arguments.loops() || target.kind() == TornadoTarget.Kind.FPGA) {
            made.withGridScheduler(grid());
        }
        for (int n = 0; n < graphs.size(); n++) {
            made.withGraph(n).withPreCompilation();
        }
        return made;
    }

    private boolean isOneGraph() {
        return arguments.stages().size() == 1;
    }

    private String name(ScanStage stage) {
        return switch (stage) {
            case WHOLE, BEGIN -> graph;
            case ITERATE -> graph + "Iterate";
            case END -> graph + "End";
        };
    }

    /// Lets a graph bring what all need.
    private void bring(TaskGraph own) {
        var first = new ArrayList<TornadoNativeArray>(arguments.lasting());
        var every = new ArrayList<TornadoNativeArray>(arguments.changing());
        for (int n = 0; n < buffers.size(); n++) {
            if (buffers.get(n).out()) {
                buffers.get(n).storage().mark(arrays.get(n).getSegment());
                first.add(arrays.get(n));
            } else if (buffers.get(n).resident()) {
                residents.add(n, buffers.get(n).storage(), arrays.get(n));
            } else {
                every.add(arrays.get(n));
            }
        }
        residents.readBy(own);
        if (!first.isEmpty()) {
            own.transferToDevice(DataTransferMode.FIRST_EXECUTION, first.toArray());
        }
        own.transferToDevice(DataTransferMode.EVERY_EXECUTION, every.toArray());
    }

    /// What graphs hand on to each other.
    private List<TornadoNativeArray> shared() {
        var all = new ArrayList<>(arrays);
        all.addAll(arguments.lasting());
        all.addAll(arguments.changing());
        return all;
    }

    /// What comes back to the host.
    private List<TornadoNativeArray> returned() {
        var all = new ArrayList<TornadoNativeArray>();
        for (int n = 0; n < buffers.size(); n++) {
            if (buffers.get(n).out()) {
                all.add(arrays.get(n));
            }
        }
        all.addAll(arguments.returned());
        return all;
    }

    private GridScheduler grid() {
        var scheduler = new GridScheduler();
        for (var stage : arguments.stages()) {
            for (var grid : arguments.grids(stage)) {
                scheduler.addWorkerGrid(name(stage) + "." + grid.task(), workers(grid.tasks()));
            }
        }
        return scheduler;
    }

    private WorkerGrid1D workers(int tasks) {
        int threads = arguments.loops() ? FPGA_GROUP : arguments.threads();
        int groups = arguments.loops() ? Math.ceilDiv(tasks, FPGA_GROUP) : tasks;
        return GlobalSize.of(groups, threads, target.groupSize()).workers();
    }

    /// Copies the inputs in, runs, and copies the outs back.
    ///
    /// @param changed what of each resident input has changed since the run before, by the number of the
    ///     argument; in the first run that is all of it
    /// @throws TornadoFailure if the device fails; the outs, and what is on the device, are
    ///     undefined then
    public void run(MemorySegment[] tensors, Map<Integer, List<Span>> changed, double[] scalars) {
        try {
            profile.begin();
            residents.update(
                    tensors,
                    changed,
                    number -> profile.brought(plan.withGraph(number).execute()));
            arguments.set(scalars, !ran);
            for (int n = 0; n < buffers.size(); n++) {
                if (!buffers.get(n).out() && !buffers.get(n).resident()) {
                    arrays.get(n).getSegment().copyFrom(tensors[n]);
                }
            }
            execute();
            check();
            ran = true;
        } catch (RuntimeException | Error e) {
            throw failure(e);
        }
        for (int n = 0; n < buffers.size(); n++) {
            if (buffers.get(n).out()) {
                MemorySegment.copy(arrays.get(n).getSegment(), 0, tensors[n], 0, tensors[n].byteSize());
            }
        }
    }

    private void execute() {
        var result = plan.withGraph(main).execute();
        profile.ran(result);
        if (isOneGraph()) {
            return;
        }
        switch (arguments) {
            case ScanArguments scan -> iterate(scan);
            case TornadoArguments _ -> throw new IllegalStateException(name + " has no graph for an iteration");
        }
        result = plan.withGraph(main + 2).execute();
        profile.ran(result);
        result.transferToHost(returned().toArray());
    }

    private void iterate(ScanArguments scan) {
        scan.begin();
        do {
            var result = plan.withGraph(main + 1).execute();
            profile.ran(result);
            result.transferToHost(scan.returned().toArray());
        } while (scan.goesOn());
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
        var stray = arguments.stray();
        if (!stray.isEmpty()) {
            throw new TornadoFailure(
                    "%s: `nearest` finds no code: %s holds NaN or a number without bound. Cure: pass finite keys and a finite codebook"
                            .formatted(name, stray));
        }
        if (arguments.isFaulty()) {
            throw new TornadoFailure("%s: an index that a table gives lies outside its axis".formatted(name));
        }
    }

    private TornadoFailure failure(Throwable thrown) {
        if (thrown instanceof TornadoFailure known) {
            return known;
        }
        var cure = thrown instanceof TornadoOutOfMemoryException
                ? " (TornadoVM takes no more of the device than -Dtornado.device.memory=SIZE says, 4GB where nothing does;"
                        + " smaller sizes or another device need less)"
                : "";
        return new TornadoFailure(
                "%s on %s: %s%s".formatted(name, target.describe(), Reasons.of(thrown), cure), thrown);
    }

    /// How long copies to the device, kernels and copies to the host took, in nanoseconds; see [Profile].
    public List<Long> times() {
        var times = profile.times();
        return List.of(times.toDevice(), times.kernels(), times.toHost());
    }

    /// Memory of the buffers, on the host and again on the device, in bytes.
    public long bytes() {
        return arguments.bytes() + residents.bytes();
    }

    /// How the last run found the steps of a scan; nothing before the first.
    public Solution solution() {
        return ran ? arguments.solution() : Solution.NONE;
    }

    /// The kernel's form, why it is that one, and how the work is cut, for people.
    public String form() {
        return arguments.describe();
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
