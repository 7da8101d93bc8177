package dev.weft.runtime.profile;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// A clock that adds up laps. One thread at a time uses it.
final class RunningClock extends PhaseClock {
    private final LongSupplier now;
    private final Map<RunPhase, Long> nanos = new EnumMap<>(RunPhase.class);
    private long before;

    /// @param now the time in nanoseconds, from any point on
    RunningClock(LongSupplier now) {
        this.now = now;
    }

    @Override
    public void reset() {
        nanos.clear();
    }

    @Override
    public void start() {
        before = now.getAsLong();
    }

    @Override
    public void lap(RunPhase phase) {
        long after = now.getAsLong();
        nanos.merge(phase, after - before, Long::sum);
        before = after;
    }

    @Override
    long nanos(RunPhase phase) {
        return nanos.getOrDefault(phase, 0L);
    }
}
