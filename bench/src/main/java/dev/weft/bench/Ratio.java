package dev.weft.bench;

/// Two of our own kernels that were raced.
///
/// @param name the case
public record Ratio(String name, Result result, Result base) {
    /// How many times as long as the base the result took, in the median.
    public double times() {
        return result.time().median() / base.time().median();
    }
}
