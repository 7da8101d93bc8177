package dev.weft.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The JVM's own cores.
final class JvmDevice implements Device {
    private static final ConcurrentMap<Integer, JvmDevice> DEVICES = new ConcurrentHashMap<>();

    private final int threads;
    private final Workers workers;

    private JvmDevice(int threads) {
        this.threads = threads;
        this.workers = new Workers(threads);
    }

    static JvmDevice of(int threads) {
        if (threads < 1) {
            throw new BindException("a device needs at least 1 thread, not %d".formatted(threads));
        }
        return DEVICES.computeIfAbsent(threads, JvmDevice::new);
    }

    @Override
    public String describe() {
        return "JVM, %d %s, %s"
                .formatted(
                        threads,
                        threads == 1 ? "thread" : "threads",
                        JvmSupport.detected().describe());
    }

    @Override
    public Plan plan(KernelDefinition kernel, Set<String> resident, int... sizes) {
        var support = JvmSupport.detected();
        support.warnOnce();
        var binding = Binding.of(kernel, resident, sizes);
        return new JvmPlan(this, binding, support, binding.kernel(support.target(), threads), workers, threads);
    }

    @Override
    public String toString() {
        return describe();
    }
}
