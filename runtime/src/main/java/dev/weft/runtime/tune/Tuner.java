package dev.weft.runtime.tune;

/// Says which numbers of a schedule take the place of its formulas'. A [TunedFile] is one.
@FunctionalInterface
public interface Tuner {
    /// The numbers for one plan; none leave all to the formulas.
    ///
    /// @throws TuningException if what it knows of the kernel does not hold here
    Tuning of(Planned plan);
}
