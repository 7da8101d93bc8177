package dev.weft.runtime.profile;

/// The clock of one thread that works for a plan. Generated code ends a lap at the end of each phase of a tile:
///
/// ```java
/// scores(arguments, shared, w);
/// w.clock.lap(RunPhase.SCORES);
/// ```
///
/// A plan that is not asked for its profile has a silent clock. As long as no other is in use, the JIT compiler knows
/// that `lap` can only be the silent clock's, which is empty, and nothing is left of the call.
public abstract sealed class PhaseClock permits SilentClock, RunningClock {
    PhaseClock() {}

    /// A clock that takes no time and tells none.
    public static PhaseClock silent() {
        return SilentClock.INSTANCE;
    }

    /// A clock that stands at zero.
    public static PhaseClock running() {
        return new RunningClock(System::nanoTime);
    }

    /// Forgets all laps.
    public abstract void reset();

    /// Begins a lap; the time before it belongs to no phase.
    public abstract void start();

    /// Ends a lap, which was all `phase`, and begins the next.
    public abstract void lap(RunPhase phase);

    /// The laps of a phase since the last reset, in nanoseconds.
    abstract long nanos(RunPhase phase);
}
