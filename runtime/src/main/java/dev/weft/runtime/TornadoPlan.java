package dev.weft.runtime;

import dev.weft.runtime.profile.Profile;
import dev.weft.runtime.profile.RunPhase;
import dev.weft.runtime.scan.Solution;
import dev.weft.runtime.tornado.Launch;
import dev.weft.runtime.tornado.Span;
import dev.weft.runtime.tornado.TornadoFailure;
import dev.weft.runtime.tornado.TornadoTarget;
import dev.weft.runtime.tune.Tuning;
import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// A kernel on a TornadoVM device. It is compiled, and its memory taken, when the plan is made. A run
/// copies its inputs to the device, of resident ones only what has changed, and the outs back.
final class TornadoPlan implements Plan {
    private final Device device;
    private final Binding binding;
    private final boolean profiling;
    private final List<Launch> launch;
    private final Map<Integer, Copy> copies = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    private long runs;
    private long wall;
    private boolean closed;

    /// @param tuning numbers of the schedule that take the place of its formulas'
    TornadoPlan(Device device, Binding binding, TornadoTarget target, boolean profiling, Tuning tuning) {
        this.device = device;
        this.binding = binding;
        this.profiling = profiling;
        var kernel = binding.tornado();
        this.launch = kernel.isEmpty()
                ? List.of()
                : List.of(new Launch(
                        binding.name(), kernel, binding.sizes(), binding.buffers(), binding.scalars(), target, tuning));
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public void run(Tensor[] tensors, double[] scalars) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the plan of " + binding.text() + " is closed");
            }
            var arguments = binding.arguments(tensors, scalars);
            var memory = new MemorySegment[tensors.length];
            for (int n = 0; n < memory.length; n++) {
                memory[n] = arguments.tensor(n);
            }
            long start = System.nanoTime();
            try {
                for (var each : launch) {
                    run(each, tensors, memory, arguments.scalars());
                }
            } finally {
                binding.written(tensors);
            }
            wall = System.nanoTime() - start;
            runs++;
        } catch (TornadoFailure e) {
            throw new KernelException(e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void run(Launch launch, Tensor[] tensors, MemorySegment[] memory, double[] scalars) {
        var changed = new HashMap<Integer, List<Span>>();
        var now = new HashMap<Integer, Copy>();
        for (int n : binding.resident()) {
            var tensor = tensors[n];
            var changes = tensor.changes();
            long version = changes.version();
            var copy = copies.get(n);
            changed.put(
                    n,
                    copy != null && copy.tensor.refersTo(tensor)
                            ? changes.since(copy.version)
                            : List.of(new Span(0, tensor.elements())));
            now.put(n, new Copy(new WeakReference<>(tensor), version));
        }
        // Until this has gone well nothing is known of the copies.
        copies.clear();
        launch.run(memory, changed, scalars);
        copies.putAll(now);
    }

    /// What of a tensor is on the device.
    private record Copy(WeakReference<Tensor> tensor, long version) {}

    @Override
    public RunReport report() {
        lock.lock();
        try {
            var parts = launch.stream()
                    .flatMap(each -> each.times().stream())
                    .map(Duration::ofNanos)
                    .toList();
            long memory = launch.stream().mapToLong(Launch::bytes).sum();
            return new RunReport(runs, Duration.ofNanos(wall), parts, memory, form(), profile(parts), solution(), "");
        } finally {
            lock.unlock();
        }
    }

    private Solution solution() {
        return launch.stream().map(Launch::solution).findFirst().orElse(Solution.NONE);
    }

    /// What TornadoVM's own profiler saw; it counts no threads.
    private Profile profile(List<Duration> parts) {
        if (!profiling || parts.isEmpty()) {
            return Profile.EMPTY;
        }
        var phases =
                Map.of(RunPhase.COPY_IN, parts.get(0), RunPhase.KERNELS, parts.get(1), RunPhase.COPY_OUT, parts.get(2));
        return new Profile(phases, Duration.ofNanos(wall));
    }

    private String form() {
        return launch.stream().map(Launch::form).findFirst().orElse("nothing to compute");
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                launch.forEach(Launch::close);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return binding.text() + " on " + device.describe() + ", " + form();
    }
}
