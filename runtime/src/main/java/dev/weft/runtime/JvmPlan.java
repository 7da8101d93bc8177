package dev.weft.runtime;

import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.profile.Profile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// A kernel on the JVM's cores. All its memory is allocated when it is made.
final class JvmPlan implements Plan {
    private final JvmDevice device;
    private final Binding binding;
    private final Workers workers;
    private final List<PhaseClock> clocks;
    private final Arena arena = Bytes.arena();
    private final ReentrantLock lock = new ReentrantLock();
    private final String form;

    private List<Stages> ways;
    private String probe = "";
    private long memory;
    private long runs;
    private long wall;
    private boolean closed;

    /// @param ways the kernel, or two that do the same: the first run keeps the faster one
    /// @param clocks one for each thread
    JvmPlan(
            JvmDevice device,
            Binding binding,
            JvmSupport support,
            List<JvmKernel<?, ?>> ways,
            Workers workers,
            List<PhaseClock> clocks) {
        this.device = device;
        this.form = "%s (%s)".formatted(support.describe(), support.why());
        this.binding = binding;
        this.workers = workers;
        this.clocks = clocks;
        try {
            this.ways = ways.stream()
                    .map(kernel -> Stages.of(binding.name(), kernel, this::allocate, clocks))
                    .toList();
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    private MemorySegment allocate(long bytes, long alignment) {
        var segment = Bytes.allocate(arena, bytes, alignment, "the scratch memory of " + binding.text());
        memory += bytes;
        return segment;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public void run(Tensor[] tensors, double[] scalars) {
        lock.lock();
        try {
            checkOpen();
            var arguments = binding.arguments(tensors, scalars);
            workers.lock();
            try {
                run(arguments);
            } finally {
                workers.unlock();
                binding.written(tensors);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run(JvmArguments arguments) {
        if (ways.size() > 1) {
            var probed = Probe.of(ways, arguments, workers);
            ways = List.of(probed.kept());
            probe = probed.text();
        }
        clocks.forEach(PhaseClock::reset);
        wall = ways.getFirst().run(arguments, workers);
        runs++;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the plan of " + binding.text() + " is closed");
        }
    }

    @Override
    public RunReport report() {
        lock.lock();
        try {
            var whole = Duration.ofNanos(wall);
            var stages = ways.getFirst();
            return new RunReport(
                    runs, whole, stages.times(), memory, form, Profile.of(clocks, whole), stages.solution(), probe);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                arena.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /// `CausalGqa(B=1, H=8) on JVM, 2 threads, 256-bit vectors`
    @Override
    public String toString() {
        return binding.text() + " on " + device.describe();
    }
}
