package dev.weft.bench;

import dev.weft.bench.Field.Starter;
import dev.weft.bench.Field.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Races all engines over problems, one problem after the other, ours over line-ups and folded keys, and all
/// over recurrent layers. What a peer fails at is left out, and the report says so.
///
/// @param engines ours first
/// @param progress is told each result as a line of text
public record Comparison(List<Engine> engines, Race race, int threads, Consumer<String> progress) {
    public Comparison {
        engines = List.copyOf(engines);
    }

    public Report run(List<Problem> problems, List<Lineup> lineups, List<Recurrence> recurrences, List<Coded> codes) {
        var machine = Machine.measure(threads);
        var results = new ArrayList<Result>();
        var ownRaces = new ArrayList<OwnRace>();
        var failures = new ArrayList<String>();
        problems.forEach(problem -> results.addAll(race(List.of(problem), engines, failures)));
        var ours = engines.subList(0, 1);
        lineups.forEach(lineup -> ownRaces.add(new OwnRace(lineup, race(lineup.problems(), ours, failures))));
        var recurrent = new ArrayList<RecurrentResult>();
        recurrences.forEach(recurrence -> {
            var racing = Recurrences.hasPeers(recurrence) ? engines : ours;
            recurrent.addAll(new RecurrentRace(racing, race, threads, progress).run(recurrence, failures));
        });
        var coded = new CodedRace(race, threads, progress).run(codes);
        var names = engines.stream().map(Engine::describe).toList();
        return new Report(machine, names, results, ownRaces, recurrent, coded, failures);
    }

    /// Everybody does every problem, all in turn.
    private List<Result> race(List<Problem> problems, List<Engine> racing, List<String> failures) {
        try (var field = new Field()) {
            for (var problem : problems) {
                var task = field.set(problem);
                racing.forEach(engine -> enter(engine, task, field, failures));
            }
            var starters = field.starters();
            var times = race.run(starters.stream().map(Starter::contestant).toList());
            var errors = starters.stream().map(Starter::error).toList();
            field.leave();
            var results = new ArrayList<Result>();
            for (var n = 0; n < starters.size(); n++) {
                results.add(result(starters.get(n), times.get(n), errors.get(n)));
            }
            return results;
        }
    }

    private void enter(Engine engine, Task task, Field field, List<String> failures) {
        attempt(
                engine,
                task.problem(),
                failures,
                () -> engine.entries(task.problem(), task.inputs(), threads)
                        .forEach(entry -> attempt(engine, task.problem(), failures, () -> field.enter(task, entry))));
    }

    private void attempt(Engine engine, Problem problem, List<String> failures, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            if (engine instanceof Weft) {
                throw e;
            }
            var failure = "%s, %s: %s".formatted(problem.name(), problem.sizes(), e);
            failures.add(failure);
            progress.accept(failure);
        }
    }

    private Result result(Starter starter, Statistics time, double error) {
        var result = new Result(
                starter.task().problem(), starter.entry().name(), time, error, Footprint.of(starter.entry()));
        progress.accept(line(result));
        return result;
    }

    private static String line(Result result) {
        return "%-8s %-28s %-36s %8.1f G/s %8.1f MB %8.1e"
                .formatted(
                        result.problem().name(),
                        result.problem().sizes(),
                        result.contestant(),
                        result.rate() / 1e9,
                        result.memory() / 1e6,
                        result.error());
    }
}
