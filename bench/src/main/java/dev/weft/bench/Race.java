package dev.weft.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/// Runs contestants in turn, so that whatever else the machine does meets all of them alike.
///
/// A turn is one run that is not timed and one that is: the first wakes the contestant's threads, brings its data back
/// into the caches, and outlasts threads of the one before that still wait awake.
///
/// @param warmUp how long each contestant runs before anything is timed: until the JVM's compiler is done with ours
/// @param rounds how many timed runs each has
public record Race(Duration warmUp, int rounds, LongSupplier clock) {
    private static final int LEAST_WARM_UP_RUNS = 3;

    public Race(Duration warmUp, int rounds) {
        this(warmUp, rounds, System::nanoTime);
    }

    /// What the contestants took, in their order.
    public List<Statistics> run(List<? extends Contestant> contestants) {
        contestants.forEach(this::warmUp);
        var seconds = new double[contestants.size()][rounds];
        for (var round = 0; round < rounds; round++) {
            for (var turn = 0; turn < contestants.size(); turn++) {
                // There and back, so that nobody always follows the same one.
                var who = round % 2 == 0 ? turn : contestants.size() - 1 - turn;
                var contestant = contestants.get(who);
                contestant.run();
                seconds[who][round] = time(contestant) / 1e9;
            }
        }
        return Arrays.stream(seconds).map(Statistics::of).toList();
    }

    private void warmUp(Contestant contestant) {
        var spent = 0L;
        for (var runs = 0; runs < LEAST_WARM_UP_RUNS || spent < warmUp.toNanos(); runs++) {
            spent += time(contestant);
        }
    }

    private long time(Contestant contestant) {
        var start = clock.getAsLong();
        contestant.run();
        return clock.getAsLong() - start;
    }
}
