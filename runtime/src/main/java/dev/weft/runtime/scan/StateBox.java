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
        return this;
    }

    /// What the states after steps lie between: no number is below its own of `low`, or above its own of `high`.
    public static final class Bounds {
        final double[] low;
        final double[] high;

        private Bounds(double[] low, double[] high) {
            this.low = low;
            this.high = high;
        }
    }

    /// The bounds of what a sequence with this state before it gives; infinite where there are none.
    ///
    /// @param states the state, from the array's beginning on
    Bounds from(double[] states) {
        var least = low.clone();
        var greatest = high.clone();
        for (int at = 0; at < low.length; at++) {
            if (start[at]) {
                // Where it started with no number, these are none either, and nothing is beyond them.
                least[at] = Math.min(low[at], states[at]);
                greatest[at] = Math.max(high[at], states[at]);
            }
        }
        return new Bounds(least, greatest);
    }

    /// Clips the states after `count` steps from step `first` on. What is no number stays so.
    ///
    /// @param states the state before step 0, which is exact, then those after the steps
    void clip(double[] states, int first, int count) {
        int width = low.length;
        var bounds = from(states);
        for (int step = first + 1; step <= first + count; step++) {
            for (int at = 0; at < width; at++) {
                double is = states[step * width + at];
                if (is < bounds.low[at]) {
                    states[step * width + at] = bounds.low[at];
                } else if (is > bounds.high[at]) {
                    states[step * width + at] = bounds.high[at];
                }
            }
        }
    }
}
