package dev.weft.bench;

import java.util.stream.IntStream;

/// Results that nobody measured.
final class MadeUp {
    private MadeUp() {}

    /// An output that is right, after so long.
    static Result result(Problem problem, String contestant, double seconds) {
        return new Result(problem, contestant, Statistics.of(seconds), 1e-6, 3e6);
    }

    /// States that are right, after so long.
    static RecurrentResult result(Recurrence recurrence, String contestant, double seconds) {
        return new RecurrentResult(recurrence, contestant, Statistics.of(seconds), 1e-6);
    }

    /// Ours that took so long at each problem.
    static OwnRace race(Lineup lineup, double... seconds) {
        var results = IntStream.range(0, seconds.length)
                .mapToObj(n -> result(lineup.problems().get(n), Weft.NAME, seconds[n]))
                .toList();
        return new OwnRace(lineup, results);
    }
}
