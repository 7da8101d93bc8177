package dev.weft.runtime.vector;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How fast this machine is at best, measured when first asked for (a fraction of a second each)
/// and kept for the process. What a kernel reaches is read against these.
public final class MachinePeak {
    private static final boolean VECTORS =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    private static final ConcurrentMap<Integer, Double> FLOPS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<Integer, Double> BYTES = new ConcurrentHashMap<>();
    /// How many windows in a row must bring nothing new.
    private static final int WINDOWS = 12;

    private static final int MOST_WINDOWS = 60;
    private static final long WINDOW_NANOS = 25_000_000;

    private MachinePeak() {}

    /// Float operations per second of independent fused multiply-adds (two operations each) in
    /// registers.
    public static double flops(int threads) {
        return FLOPS.computeIfAbsent(threads, MachinePeak::measureFlops);
    }

    /// Bytes per second that a sum over 256 MiB reads.
    public static double readBytes(int threads) {
        return BYTES.computeIfAbsent(threads, MachinePeak::measureReads);
    }

    private static double measureReads(int threads) {
        try (var memory = new ReadLoop(threads)) {
            return best(threads, memory::reader);
        }
    }

    private static LongSupplier multiplyAdds() {
        return VECTORS ? FmaLoop::run : ScalarFmaLoop.create();
    }

    private static double measureFlops(int threads) {
        if (VECTORS) {
            FmaLoop.warmUp();
        }
        return best(threads, MachinePeak::multiplyAdds);
    }

    /// The best rate of a few short windows, so that neither compilation nor a neighbour's noise
    /// counts.
    ///
    /// @param work gives a thread its loop, which returns how much one call did
    private static double best(int threads, Supplier<LongSupplier> work) {
        var crew = new Crew(threads, work);
        var best = 0.0;
        var last = WINDOWS;
        for (var window = 0; window < last; window++) {
            var rate = crew.rate(WINDOW_NANOS);
            if (rate > 1.02 * best) {
                last = Math.min(MOST_WINDOWS, window + WINDOWS);
            }
            best = Math.max(best, rate);
        }
        return best;
    }
}
