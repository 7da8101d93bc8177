package dev.weft.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Races all engines over recurrent layers. What a peer fails at is left out, and the report says so.
///
/// @param engines ours first
/// @param progress is told each result as a line of text
record RecurrentRace(List<Engine> engines, Race race, int threads, Consumer<String> progress) {
    private record Starter(Entry entry, Contestant contestant) {}

    /// @param failures receives who was left out, and why
    List<RecurrentResult> run(Recurrence recurrence, List<String> failures) {
        try (var inputs = RecurrentInputs.of(recurrence)) {
            var reference = RecurrentReference.of(recurrence, inputs);
            var starters = new ArrayList<Starter>();
            try {
                for (var engine : engines) {
                    for (var entry : engine.entries(recurrence, inputs, threads)) {
                        enter(engine, entry, recurrence, starters, failures);
                    }
                }
                var times = race.run(starters.stream().map(Starter::contestant).toList());
                var results = new ArrayList<RecurrentResult>();
                for (var n = 0; n < starters.size(); n++) {
                    var starter = starters.get(n);
                    results.add(result(recurrence, starter, times.get(n), reference.error(starter.contestant)));
                }
                return results;
            } finally {
                starters.forEach(starter -> starter.contestant.close());
            }
        }
    }

    private void enter(
            Engine engine, Entry entry, Recurrence recurrence, List<Starter> starters, List<String> failures) {
        try {
            var contestant = entry.prepare();
            starters.add(new Starter(entry, contestant));
            contestant.run();
        } catch (RuntimeException | LinkageError e) {
            if (engine instanceof Weft) {
                throw e;
            }
            if (!starters.isEmpty() && starters.getLast().entry.equals(entry)) {
                starters.removeLast().contestant.close();
            }
            var failure = "%s, %s: %s: %s".formatted(recurrence.name(), recurrence.sizes(), entry.name(), e);
            failures.add(failure);
            progress.accept(failure);
        }
    }

    private RecurrentResult result(Recurrence recurrence, Starter starter, Statistics time, double error) {
        var result = new RecurrentResult(recurrence, starter.entry.name(), time, error);
        progress.accept("%-12s %-24s %-36s %8.1f G/s %8.1e"
                .formatted(recurrence.name(), recurrence.sizes(), result.contestant(), result.rate() / 1e9, error));
        return result;
    }
}
