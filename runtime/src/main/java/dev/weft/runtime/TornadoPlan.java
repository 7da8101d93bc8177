package dev.weft.runtime;

import dev.weft.runtime.tornado.Launch;
import dev.weft.runtime.tornado.TornadoFailure;
import dev.weft.runtime.tornado.TornadoTarget;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// A kernel on a TornadoVM device. It is compiled, and its memory taken, when the plan is made; its tensors' elements
/// are
/// copied to the device and back in every run.
final class TornadoPlan implements Plan {
    private final Device device;
    private final Binding binding;
    private final List<Launch> launch;
    private final ReentrantLock lock = new ReentrantLock();

    private long runs;
    private long wall;
    private boolean closed;

    TornadoPlan(Device device, Binding binding, TornadoTarget target) {
        this.device = device;
        this.binding = binding;
        var kernel = binding.tornado();
        // Without rows there is nothing to compute, and devices know no empty grid.
        this.launch = kernel.rows() == 0 || kernel.groups() == 0
                ? List.of()
                : List.of(new Launch(
                        binding.name(), kernel, binding.sizes(), binding.buffers(), binding.scalars(), target));
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
            for (var each : launch) {
                each.run(memory, scalars);
            }
            wall = System.nanoTime() - start;
            runs++;
        } catch (TornadoFailure e) {
            throw new KernelException(e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RunReport report() {
        lock.lock();
        try {
            var parts = launch.stream()
                    .map(Launch::times)
                    .flatMap(times -> List.of(times.toDevice(), times.kernels(), times.toHost()).stream())
                    .map(Duration::ofNanos)
                    .toList();
            long memory = launch.stream().mapToLong(Launch::bytes).sum();
            return new RunReport(runs, Duration.ofNanos(wall), parts, memory, form());
        } finally {
            lock.unlock();
        }
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
