package dev.weft.runtime.profile;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Where the time of a run went.
///
/// @param phases the phases that took time, in order: the time of each, summed over threads
/// @param whole the time of all threads: that of the run, times how many there are
public record Profile(Map<RunPhase, Duration> phases, Duration whole) {
    /// Of a run that nobody asked about.
    public static final Profile EMPTY = new Profile(Map.of(), Duration.ZERO);

    public Profile {
        var ordered = new EnumMap<RunPhase, Duration>(RunPhase.class);
        ordered.putAll(phases);
        ordered.values().removeIf(Duration::isZero);
        phases = Collections.unmodifiableMap(ordered);
    }

    /// What the clocks of a run's threads say.
    ///
    /// @param wall from the start of the run to its end
    public static Profile of(Collection<PhaseClock> clocks, Duration wall) {
        var phases = new EnumMap<RunPhase, Duration>(RunPhase.class);
        for (var phase : RunPhase.values()) {
            long nanos = clocks.stream().mapToLong(clock -> clock.nanos(phase)).sum();
            phases.put(phase, Duration.ofNanos(nanos));
        }
        return new Profile(phases, wall.multipliedBy(clocks.size()));
    }

    /// Whether it says nothing: nobody asked, or nothing has run.
    public boolean isEmpty() {
        return phases.isEmpty();
    }

    /// The time in no phase: threads that had nothing to do, or what a device's host did for it.
    public Duration rest() {
        var busy = phases.values().stream().reduce(Duration.ZERO, Duration::plus);
        return busy.compareTo(whole) < 0 ? whole.minus(busy) : Duration.ZERO;
    }
}
