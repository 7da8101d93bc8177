package dev.weft.bench;

/// How a contestant did at a layer.
///
/// @param error its greatest difference from the equations in double precision, over sampled states
public record RecurrentResult(Recurrence recurrence, String contestant, Statistics time, double error) {
    /// Useful work per second, in the median.
    public double rate() {
        return recurrence.work() / time.median();
    }

    /// Whether the states are right.
    public boolean correct() {
        return error <= Result.TOLERANCE;
    }
}
