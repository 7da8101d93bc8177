package dev.weft.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Races all engines over problems, one problem after the other. A peer that fails is left out, and the report says so.
///
/// @param engines ours first
/// @param progress is told each result as a line of text
public record Comparison(List<Engine> engines, Race race, int threads, Consumer<String> progress) {
    public Comparison {
        engines = List.copyOf(engines);
    }

    public Report run(List<Problem> problems) {
        var machine = Machine.measure(threads);
        var results = new ArrayList<Result>();
        var failures = new ArrayList<String>();
        for (var problem : problems) {
            try (var inputs = Inputs.of(problem)) {
                results.addAll(race(problem, inputs, failures));
            }
        }
        return new Report(machine, engines.stream().map(Engine::describe).toList(), results, failures);
    }

    private List<Result> race(Problem problem, Inputs inputs, List<String> failures) {
        List<Entry> entries;
        List<Statistics> times;
        List<Double> errors;
        try (var field = new Field()) {
            engines.forEach(engine -> enter(engine, problem, inputs, field, failures));
            entries = field.entries();
            times = race.run(field.contestants());
            var reference = Reference.of(problem, inputs);
            errors = field.contestants().stream().map(reference::error).toList();
        }
        var results = new ArrayList<Result>();
        for (var n = 0; n < entries.size(); n++) {
            var memory = memory(entries.get(n));
            var result = new Result(problem, entries.get(n).name(), times.get(n), errors.get(n), memory);
            results.add(result);
            progress.accept(line(result));
        }
        return results;
    }

    private void enter(Engine engine, Problem problem, Inputs inputs, Field field, List<String> failures) {
        try {
            engine.entries(problem, inputs, threads).forEach(field::enter);
        } catch (RuntimeException | LinkageError e) {
            if (engine instanceof Weft) {
                throw e;
            }
            var failure = "%s, %s: %s".formatted(problem.name(), problem.sizes(), e);
            failures.add(failure);
            progress.accept(failure);
        }
    }

    /// What making an entry ready and running it takes, now that nothing is compiled or loaded any more.
    private static double memory(Entry entry) {
        return ResidentMemory.growth(() -> {
            try (var contestant = entry.prepare()) {
                contestant.run();
            }
        });
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
