package dev.weft.bench;

import java.util.Arrays;

/// What several runs took, in seconds.
///
/// @param best the shortest
/// @param spread the distance of the quartiles over the median: 0.1 if half of all runs lie within a tenth
public record Statistics(int runs, double best, double median, double spread) {
    public static Statistics of(double... seconds) {
        if (seconds.length == 0) {
            throw new IllegalArgumentException("no runs");
        }
        var sorted = seconds.clone();
        Arrays.sort(sorted);
        var median = quantile(sorted, 0.5);
        var spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / median;
        return new Statistics(sorted.length, sorted[0], median, spread);
    }

    /// Between two runs, in proportion.
    private static double quantile(double[] sorted, double share) {
        var at = share * (sorted.length - 1);
        var below = (int) at;
        var above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
