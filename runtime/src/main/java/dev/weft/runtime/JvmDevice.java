package dev.weft.runtime;

import dev.weft.runtime.profile.PhaseClock;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// The JVM's own cores.
final class JvmDevice implements Device {
    private static final ConcurrentMap<Integer, JvmDevice> DEVICES = new ConcurrentHashMap<>();

    private final int threads;
    private final Workers workers;
    private final boolean profiled;
    private final boolean probing;

    private JvmDevice(int threads, Workers workers, boolean profiled, boolean probing) {
        this.threads = threads;
        this.workers = workers;
        this.profiled = profiled;
        this.probing = probing;
    }

    static JvmDevice of(int threads) {
        if (threads < 1) {
            throw new BindException("a device needs at least 1 thread, not %d".formatted(threads));
        }
        return DEVICES.computeIfAbsent(threads, count -> new JvmDevice(count, new Workers(count), false, false));
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
    public Device profiled() {
        return new JvmDevice(threads, workers, true, probing);
    }

    @Override
    public Device probing() {
        return new JvmDevice(threads, workers, profiled, true);
    }

    @Override
    public Plan plan(KernelDefinition kernel, Set<String> resident, int... sizes) {
        var support = JvmSupport.detected();
        support.warnOnce();
        var binding = Binding.of(kernel, resident, sizes);
        var clocks = Stream.generate(profiled ? PhaseClock::running : PhaseClock::silent)
                .limit(threads)
                .toList();
        try {
            var ways = new ArrayList<JvmKernel<?, ?>>();
            ways.add(binding.kernel(support.target(), threads));
            if (probing) {
                ways.addAll(ways.getFirst().otherwise());
            }
            return new JvmPlan(this, binding, support, ways, workers, clocks);
        } catch (ArithmeticException e) {
            throw new BindException(
                    "%s keeps more numbers between its stages than an array holds. Cure: smaller sizes; for a scan that is solved `by deer` or its kin, a smaller `window`"
                            .formatted(binding.text()),
                    e);
        }
    }

    @Override
    public String toString() {
        return describe();
    }
}
