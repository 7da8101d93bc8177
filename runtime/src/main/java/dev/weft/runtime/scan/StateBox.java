package dev.weft.runtime.scan;

import java.util.Arrays;

/// What the numbers of a state are known to lie between after every step. An iterate is clipped to it:
/// the states that are looked for lie inside, and outside of it steps may be wild.
public final class StateBox {
    /// How much wider the box is made, relative to its ends: what a step rounds must stay what it is.
    private static final double SLACK = 0x1p-16;

    private final double[] low;
    private final double[] high;
    private final boolean[] start;
    private boolean bounded;

    /// No bounds yet.
    ///
    /// @param width numbers of a state
    public StateBox(int width) {
        low = new double[width];
        high = new double[width];
        start = new boolean[width];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
    }

    /// Adds bounds for `count` numbers from `at` on.
    ///
    /// @param fromStart whether what a number started with is inside, too
    /// @return this
    public StateBox between(int at, int count, double least, double greatest, boolean fromStart) {
        Arrays.fill(low, at, at + count, least - SLACK * Math.abs(least));
        Arrays.fill(high, at, at + count, greatest + SLACK * Math.abs(greatest));
        Arrays.fill(start, at, at + count, fromStart);
        bounded = true;
        return this;
    }

    /// Clips the states after `count` steps from step `first` on. What is no number stays so.
    ///
    /// @param states the state before step 0, which is exact, then those after the steps
    void clip(double[] states, int first, int count) {
        if (!bounded) {
            return;
        }
        int width = low.length;
        var least = low.clone();
        var greatest = high.clone();
        for (int at = 0; at < width; at++) {
            if (start[at]) {
                // Where it started with no number, these are none either, and nothing is beyond them.
                least[at] = Math.min(low[at], states[at]);
                greatest[at] = Math.max(high[at], states[at]);
            }
        }
        for (int step = first + 1; step <= first + count; step++) {
            for (int at = 0; at < width; at++) {
                double is = states[step * width + at];
                if (is < least[at]) {
                    states[step * width + at] = least[at];
                } else if (is > greatest[at]) {
                    states[step * width + at] = greatest[at];
                }
            }
        }
    }
}
