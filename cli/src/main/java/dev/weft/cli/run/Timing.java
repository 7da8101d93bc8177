package dev.weft.cli.run;

import java.time.Duration;
import java.util.List;

/// How long the runs took, fastest first.
record Timing(List<Duration> runs) {
    Timing {
        runs = runs.stream().sorted().toList();
    }

    Duration best() {
        return runs.getFirst();
    }

    /// The middle one, or the mean of the two.
    Duration median() {
        int half = runs.size() / 2;
        return runs.size() % 2 == 1 ? runs.get(half) : runs.get(half - 1).plus(runs.get(half)).dividedBy(2);
    }

    /// `1.23 ms`
    static String text(Duration duration) {
        return Quantity.seconds(duration.toNanos() / 1e9);
    }
}
