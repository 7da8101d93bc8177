package dev.weft.bench;

/// How ours did at a computation of the case `codes`.
///
/// @param error the greatest difference from the equations in double precision, over sampled rows
public record CodedResult(Coded coded, Statistics time, double error) {
    /// Seconds for a new token, in the median.
    public double perToken() {
        return time.median() / coded.rows();
    }

    /// Whether the output is right.
    public boolean correct() {
        return error <= Result.TOLERANCE;
    }
}
