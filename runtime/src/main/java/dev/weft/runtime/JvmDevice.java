package dev.weft.runtime;

import java.lang.System.Logger.Level;
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

    static JvmDevice chosen() {
        return Chosen.DEVICE;
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
    public Plan plan(KernelDefinition kernel, int... sizes) {
        var support = JvmSupport.detected();
        support.warnOnce();
        var binding = Binding.of(kernel, sizes);
        return new JvmPlan(this, binding, binding.kernel(support.target(), threads), workers, threads);
    }

    @Override
    public String toString() {
        return describe();
    }

    /// The choice is made, and logged, once.
    private static final class Chosen {
        static final JvmDevice DEVICE = of(Runtime.getRuntime().availableProcessors());

        static {
            System.getLogger("dev.weft.runtime")
                    .log(
                            Level.INFO,
                            "Kernels run on {0} ({1}). TornadoVM devices are asked for by name: Device.tornado().",
                            DEVICE.describe(),
                            JvmSupport.detected().why());
        }
    }
}
