package dev.weft.bench;

import dev.weft.runtime.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Races what the case `codes` has, all in turn.
///
/// @param progress is told each result as a line of text
record CodedRace(Race race, int threads, Consumer<String> progress) {
    List<CodedResult> run(List<Coded> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        var contestants = new ArrayList<Contestant>();
        var tokens = all.stream().mapToInt(Coded::end).max().orElseThrow();
        try (var inputs = CodedInputs.of(tokens)) {
            try {
                all.forEach(coded -> contestants.add(CodedWeft.of(coded, inputs, Device.jvm(threads))));
                var times = race.run(contestants);
                var results = new ArrayList<CodedResult>();
                for (var n = 0; n < all.size(); n++) {
                    results.add(result(all.get(n), inputs, contestants.get(n), times.get(n)));
                }
                return results;
            } finally {
                contestants.forEach(Contestant::close);
            }
        }
    }

    private CodedResult result(Coded coded, CodedInputs inputs, Contestant contestant, Statistics time) {
        var result = new CodedResult(coded, time, CodedReference.error(coded, inputs, contestant));
        progress.accept("%-8s %-36s %10.2f ms %8.1e"
                .formatted(coded.name(), coded.sizes(), 1e3 * time.median(), result.error()));
        return result;
    }
}
