package dev.weft.emulator.run;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import dev.weft.emulator.Limits;
import dev.weft.emulator.kernel.Kernel;
import dev.weft.emulator.kernel.Sites;
import dev.weft.emulator.memory.Cells;
import dev.weft.emulator.memory.Memory;
import dev.weft.emulator.memory.Stamp;
import dev.weft.emulator.memory.Turn;
import dev.weft.emulator.memory.Watch;
import dev.weft.emulator.memory.WorkItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.WorkerGrid;

/// One run of a kernel over a grid. One work-item runs at a time, so that the same seed finds the
/// same faults; groups come one after the other, in the seed's order.
public final class Launch extends Turn {
    private final Kernel kernel;
    private final @Nullable Object[] arguments;
    private final Map<Watch, String> buffers;
    private final Limits limits;
    private final Grid grid;
    private final Order order;
    private final Iterations iterations;
    private final List<Deal> deals;
    private final Wording wording;
    private final List<Cells> locals = new ArrayList<>();
    private final int[] asked;

    private @Nullable Group threads;
    private long localBytes;
    private int group;
    private int item;
    private int localPhase;
    private int devicePhase;

    private Launch(Kernel kernel, @Nullable Object[] arguments, Map<Watch, String> buffers, Grid grid, Limits limits) {
        this.kernel = kernel;
        this.arguments = arguments;
        this.buffers = buffers;
        this.grid = grid;
        this.limits = limits;
        this.order = new Order(limits.seed());
        this.iterations = new Iterations(kernel.loops());
        this.deals = kernel.loops().stream().map(_ -> new Deal(order)).toList();
        this.wording = new Wording(kernel, buffers);
        this.asked = new int[grid.items()];
    }

    /// Runs a kernel whose work-items have contexts.
    ///
    /// @param arguments arrays on the device and scalars; the context's place is free
    /// @param buffers the watches of the arrays, with the names that the kernel gives them
    public static void run(
            Kernel kernel, @Nullable Object[] arguments, Map<Watch, String> buffers, WorkerGrid grid, Limits limits) {
        new Launch(kernel, arguments, buffers, Grid.of(kernel.name(), grid, limits), limits).run();
    }

    /// Runs a kernel of loops.
    public static void run(Kernel kernel, @Nullable Object[] arguments, Map<Watch, String> buffers, Limits limits) {
        new Launch(kernel, arguments, buffers, Grid.one(), limits).run();
    }

    private void run() {
        buffers.keySet().forEach(watch -> watch.begin(this));
        enter();
        try {
            if (kernel.hasContext()) {
                runGroups();
            } else {
                moveTo(0);
                call(arguments);
            }
        } finally {
            exit();
            buffers.keySet().forEach(Watch::end);
        }
    }

    private void runGroups() {
        var together = kernel.hasBarriers() && grid.items() > 1 ? new Group(this, grid.items(), order) : null;
        threads = together;
        try {
            for (var next : order.of(grid.groups())) {
                begin(next);
                if (together == null) {
                    for (var each : order.of(grid.items())) {
                        runItem(each);
                    }
                } else {
                    together.run();
                }
            }
        } finally {
            if (together != null) {
                together.close();
            }
        }
    }

    private void begin(int next) {
        group = next;
        localPhase = 0;
        devicePhase = 0;
        Arrays.fill(asked, 0);
        locals.forEach(Cells::forget);
    }

    /// From start to end, but for the barriers in between.
    void runItem(int which) {
        moveTo(which);
        var own = arguments.clone();
        own[0] = WorkItems.context(grid.ids(group, which));
        call(own);
    }

    private void call(@Nullable Object[] values) {
        try {
            kernel.body().invoke(values);
        } catch (KernelFault | Abandoned e) {
            throw e;
        } catch (ArithmeticException e) {
            throw new KernelFault(Kind.DIVISION, wording.at(e, now()) + ": divides by zero", e);
        } catch (Throwable e) {
            throw new KernelFault(Kind.THROWN, wording.at(e, now()) + ": " + e, e);
        }
    }

    /// Its turn begins.
    void moveTo(int which) {
        item = which;
        pass(Stamp.of(localPhase, group, which), Stamp.of(devicePhase, group, which));
    }

    void joinThread() {
        enter();
    }

    /// All have reached the same barrier.
    void nextPhase(int site) {
        if (Sites.isGlobal(site)) {
            devicePhase++;
        } else {
            localPhase++;
        }
    }

    KernelFault divergent(int waiting, int site, int other, int otherSite) {
        return new KernelFault(
                Kind.DIVERGENT_BARRIER,
                "kernel %s: the barrier at line %d is reached by %s, but %s"
                        .formatted(
                                kernel.name(),
                                Sites.line(site),
                                grid.describe(group, waiting),
                                grid.describe(group, other)
                                        + (otherSite == Group.ENDED
                                                ? " ends without it"
                                                : " waits at the barrier at line " + Sites.line(otherSite))));
    }

    @Override
    protected void barrier(int site) {
        var together = threads;
        if (together == null) {
            nextPhase(site);
            moveTo(item);
        } else {
            together.barrier(item, site);
        }
    }

    @Override
    protected void iteration(int depth, int value) {
        pass(iterations.enter(depth, value));
    }

    @Override
    protected void count(int depth, int value) {
        deals.get(depth).count(value);
    }

    @Override
    protected boolean more(int depth) {
        return deals.get(depth).more();
    }

    @Override
    protected int next(int depth) {
        return deals.get(depth).next();
    }

    @Override
    protected void leave(int depth) {
        pass(iterations.leave(depth));
    }

    /// Iterations take the place of groups: no barrier orders them.
    private void pass(int number) {
        group = number;
        moveTo(0);
    }

    @Override
    protected Cells local(Class<? extends Cells> type, int size, int elementBytes, int line, IntFunction<Cells> make) {
        var ordinal = asked[item]++;
        if (ordinal < locals.size()) {
            var known = locals.get(ordinal);
            if (known.getClass() != type || known.size() != size) {
                throw fault(
                        Kind.LOCAL_MEMORY,
                        "allocates %d elements as local array #%d, which is a %s[%d] allocated at line %d for the others of its group"
                                .formatted(size, ordinal, known.type(), known.size(), known.line()));
            }
            return known;
        }
        localBytes += (long) size * elementBytes;
        if (localBytes > limits.local()) {
            throw fault(
                    Kind.LOCAL_MEMORY,
                    "needs %d bytes of local memory with local array #%d; the device has %d"
                            .formatted(localBytes, ordinal, limits.local()));
        }
        var made = make.apply(ordinal);
        locals.add(made);
        return made;
    }

    private String who(int ofGroup, int which) {
        return kernel.hasContext() ? grid.describe(ofGroup, which) : iterations.describe(ofGroup);
    }

    private String now() {
        return who(group, item);
    }

    @Override
    protected KernelFault outOfBounds(Memory memory, int index, boolean write) {
        return wording.outOfBounds(memory, index, write, now());
    }

    @Override
    protected KernelFault uninitialised(Memory memory, int index) {
        return wording.uninitialised(memory, index, now());
    }

    @Override
    protected KernelFault race(Memory memory, int index, boolean write, long other, boolean otherWrote) {
        return wording.race(memory, index, write, now(), otherWrote, who(Stamp.group(other), Stamp.item(other)));
    }

    @Override
    protected KernelFault fault(Kind kind, String what) {
        return wording.fault(kind, now(), what);
    }
}
