package dev.weft.bench;

/// How a contestant did.
///
/// @param error its greatest difference from the equations in double precision, over sampled rows
/// @param memory bytes that being ready and one run add to the process at their peak; NaN if nobody counts
public record Result(Problem problem, String contestant, Statistics time, double error, double memory) {
    /// Outputs are means of normal values, so about 1; f32 sums of thousands of terms stay well below this.
    public static final double TOLERANCE = 1e-4;

    /// Useful work per second, in the median.
    public double rate() {
        return problem.work() / time.median();
    }

    /// Useful work per second of the shortest run.
    public double bestRate() {
        return problem.work() / time.best();
    }

    /// Whether the output is right.
    public boolean correct() {
        return error <= TOLERANCE;
    }

    public boolean isOurs() {
        return contestant.equals(Weft.NAME);
    }
}
