package dev.weft.cli.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Contestants that run in turns, so that whatever else the machine does meets all of them alike. The first one is
/// what the others are compared with, and the second is the same again: how far those two lie apart is noise.
final class Race {
    /// A sample takes at least so long; short runs are repeated.
    private static final double LEAST_SECONDS = 2e-3;

    /// For so long all of them run before they count: the JVM compiles what runs often.
    private static final double WARM_SECONDS = 1.5;

    /// No difference below this is believed.
    private static final double LEAST_NOISE = 0.01;

    private final double[][] seconds;

    private Race(double[][] seconds) {
        this.seconds = seconds;
    }

    /// Runs all of them, after a while that does not count.
    ///
    /// @param contestants the first two the same
    /// @param rounds samples of each
    static Race of(List<? extends Runnable> contestants, int rounds) {
        long warm = System.nanoTime() + (long) (1e9 * WARM_SECONDS);
        do {
            contestants.forEach(Runnable::run);
        } while (System.nanoTime() < warm);
        int repeats = 1;
        for (var contestant : contestants) {
            repeats = Math.max(repeats, (int) Math.ceil(LEAST_SECONDS / Math.max(1e-7, sample(contestant, 1))));
        }
        var seconds = new double[contestants.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < seconds.length; turn++) {
                // Everybody comes first, and after everybody else, in some round.
                int who = (turn + round) % seconds.length;
                seconds[who][round] = sample(contestants.get(who), repeats);
            }
        }
        return new Race(seconds);
    }

    private static double sample(Runnable contestant, int repeats) {
        long start = System.nanoTime();
        for (int repeat = 0; repeat < repeats; repeat++) {
            contestant.run();
        }
        return (System.nanoTime() - start) / 1e9 / repeats;
    }

    /// The median time of a run.
    double median(int contestant) {
        return quantile(seconds[contestant].clone(), 0.5);
    }

    /// The median of its times over those of the first, round by round.
    double ratio(int contestant) {
        return quantile(ratios(contestant), 0.5);
    }

    /// The ratio that three quarters of the rounds stay below.
    double upper(int contestant) {
        return quantile(ratios(contestant), 0.75);
    }

    /// How far from 1 a ratio has to be to mean something: three quarters of the rounds of the first against itself
    /// lie nearer.
    double noise() {
        return Math.max(
                LEAST_NOISE,
                quantile(
                        Arrays.stream(ratios(1))
                                .map(ratio -> Math.abs(ratio - 1))
                                .toArray(),
                        0.75));
    }

    /// Whether a contestant is faster than the first beyond noise, and not in the median alone.
    boolean isFaster(int contestant) {
        return ratio(contestant) < 1 - noise() && upper(contestant) < 1;
    }

    /// The contestants from a number on, the fastest first.
    List<Integer> order(int from) {
        var order = new ArrayList<Integer>();
        for (int contestant = from; contestant < seconds.length; contestant++) {
            order.add(contestant);
        }
        order.sort(java.util.Comparator.comparingDouble(this::ratio));
        return order;
    }

    private double[] ratios(int contestant) {
        var ratios = new double[seconds[contestant].length];
        Arrays.setAll(ratios, round -> seconds[contestant][round] / seconds[0][round]);
        return ratios;
    }

    private static double quantile(double[] values, double share) {
        Arrays.sort(values);
        return values[(int) Math.min(values.length - 1L, Math.round(share * (values.length - 1)))];
    }
}
