package dev.weft.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Races all engines over problems, one problem after the other.
///
/// @param progress is told each result as a line of text
public record Comparison(List<Engine> engines, Race race, int threads, Consumer<String> progress) {
    public Comparison {
        engines = List.copyOf(engines);
    }

    public Report run(List<Problem> problems) {
        var machine = Machine.measure(threads);
        var results = new ArrayList<Result>();
        for (var problem : problems) {
            results.addAll(race(problem));
        }
        return new Report(machine, engines.stream().map(Engine::describe).toList(), results);
    }

    private List<Result> race(Problem problem) {
        var contestants = new ArrayList<Contestant>();
        try (var inputs = Inputs.of(problem)) {
            try {
                engines.forEach(engine -> contestants.addAll(engine.contestants(problem, inputs, threads)));
                return race(problem, inputs, contestants);
            } finally {
                contestants.forEach(Contestant::close);
            }
        }
    }

    private List<Result> race(Problem problem, Inputs inputs, List<Contestant> contestants) {
        var reference = Reference.of(problem, inputs);
        var times = race.run(contestants);
        var results = new ArrayList<Result>();
        for (var n = 0; n < contestants.size(); n++) {
            var contestant = contestants.get(n);
            var result = new Result(problem, contestant.name(), times.get(n), reference.error(contestant));
            results.add(result);
            progress.accept("%-8s %-28s %-32s %9.1f G/s  %8.1e"
                    .formatted(
                            problem.name(), problem.sizes(), result.contestant(), result.rate() / 1e9, result.error()));
        }
        return results;
    }
}
