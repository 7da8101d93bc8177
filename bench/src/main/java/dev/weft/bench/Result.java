package dev.weft.bench;

/// How a contestant did.
///
/// @param error its greatest difference from the equations in double precision, over sampled rows
/// @param memory bytes that being ready and one run add to the process, beside inputs and outputs; NaN if nobody counts
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
        return error <= TOLERANCE + rounding();
    }

    /// What storing an output adds: half the distance of two neighbours, for values below 4.
    private double rounding() {
        return switch (problem.storage()) {
            case F16 -> 0x1p-10;
            case BF16 -> 0x1p-7;
            case F32, F64, I32, BOOL -> 0;
        };
    }

    /// How many times the memory holds all keys as f32: a constant, unless scores or masks are kept.
    public double memoryOverKeys() {
        return memory / ((double) problem.keys() * Float.BYTES);
    }

    public boolean isOurs() {
        return contestant.equals(Weft.NAME);
    }
}
