package dev.weft.runtime;

import dev.weft.runtime.profile.PhaseClock;
import dev.weft.runtime.tune.TunedProperty;
import dev.weft.runtime.tune.Tuner;
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
    private final Tuner tuner;

    private JvmDevice(int threads, Workers workers, boolean profiled, boolean probing, Tuner tuner) {
        this.threads = threads;
        this.workers = workers;
        this.profiled = profiled;
        this.probing = probing;
        this.tuner = tuner;
    }

    static JvmDevice of(int threads) {
        if (threads < 1) {
            throw new BindException("a device needs at least 1 thread, not %d".formatted(threads));
        }
        return DEVICES.computeIfAbsent(
                threads, count -> new JvmDevice(count, new Workers(count), false, false, new TunedProperty()));
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
        return new JvmDevice(threads, workers, true, probing, tuner);
    }

    @Override
    public Device tuned(Tuner other) {
        return new JvmDevice(threads, workers, profiled, probing, other);
    }

    @Override
    public Device probing() {
        return new JvmDevice(threads, workers, profiled, true, tuner);
    }

    @Override
    public Plan plan(KernelDefinition kernel, Set<String> resident, int... sizes) {
        var support = JvmSupport.detected();
        support.warnOnce();
        var binding = Binding.of(kernel, resident, sizes);
        var clocks = Stream.generate(profiled ? PhaseClock::running : PhaseClock::silent)
                .limit(threads)
                .toList();
        var tuning = binding.tuning(tuner, this);
        try {
            var ways = new ArrayList<JvmKernel<?, ?>>();
            ways.add(binding.kernel(support.target(), threads, tuning));
            tuning.checkUsed();
            if (probing) {
                tuning.others().forEach(other -> ways.add(binding.kernel(support.target(), threads, other)));
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
