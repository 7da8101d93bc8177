package dev.weft.runtime;

import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.profile.Profile;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final List<Stage<?, ?>> stages;
    private final long[] nanos;
    private final String form;

    private long memory;
    private long runs;
    private long wall;
    private boolean prepared;
    private boolean closed;

    /// @param clocks one for each thread
    JvmPlan(
            JvmDevice device,
            Binding binding,
            JvmSupport support,
            JvmKernel<?, ?> kernel,
            Workers workers,
            List<PhaseClock> clocks) {
        this.device = device;
        this.form = "%s (%s)".formatted(support.describe(), support.why());
        this.binding = binding;
        this.workers = workers;
        this.clocks = clocks;
        try {
            this.stages = stages(kernel);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
        this.nanos = new long[stages.size()];
    }

    private <S, W> List<Stage<?, ?>> stages(JvmKernel<S, W> kernel) {
        SegmentAllocator allocator = (bytes, alignment) -> {
            var segment = Bytes.allocate(arena, bytes, alignment, "the scratch memory of " + binding.text());
            memory += bytes;
            return segment;
        };
        var shared = kernel.shared(allocator);
        var own = new ArrayList<W>();
        for (var clock : clocks) {
            own.add(kernel.worker(allocator, clock));
        }
        var made = new ArrayList<Stage<?, ?>>();
        for (var index = 0; index < kernel.stages(); index++) {
            made.add(new Stage<>(binding.name(), kernel, index, shared, own, clocks));
        }
        return List.copyOf(made);
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
        clocks.forEach(PhaseClock::reset);
        var start = System.nanoTime();
        var before = start;
        Arrays.fill(nanos, 0);
        for (var index = 0; index < stages.size(); ) {
            var stage = stages.get(index);
            if (!(prepared && stage.once())) {
                stage.run(arguments, workers);
            }
            var after = System.nanoTime();
            nanos[index] += after - before;
            before = after;
            index = stage.next();
        }
        prepared = true;
        runs++;
        wall = before - start;
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
            var parts = Arrays.stream(nanos).mapToObj(Duration::ofNanos).toList();
            var whole = Duration.ofNanos(wall);
            var solution = stages.getFirst().solution();
            return new RunReport(runs, whole, parts, memory, form, Profile.of(clocks, whole), solution);
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
