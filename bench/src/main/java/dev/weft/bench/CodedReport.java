package dev.weft.bench;

import dev.weft.bench.Coded.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the results of the case `codes` say together.
///
/// @param results in their order
record CodedReport(List<CodedResult> results) {
    private static final String LEGEND = """
            A run of steps takes up a saved state, and then one token after the other. The line is fitted to the shortest
            times of all folded texts but that of the crossover, each weighed by itself; steps are compared by theirs too.""";

    private List<CodedResult> folded() {
        return results.stream()
                .filter(result ->
                        result.coded().way() == Way.FOLDED && !result.coded().equals(crossover()))
                .toList();
    }

    private static Coded crossover() {
        return new Coded(Way.FOLDED, Coded.CROSSOVER);
    }

    private Optional<CodedResult> at(Way way, int tokens) {
        return results.stream()
                .filter(result -> result.coded().equals(new Coded(way, tokens)))
                .findFirst();
    }

    /// How the time grows with the tokens; nothing where there are no two texts.
    Optional<Affine> growth() {
        var texts = folded();
        return texts.size() < 2
                ? Optional.empty()
                : Optional.of(Affine.of(
                        texts.stream()
                                .mapToDouble(text -> text.coded().tokens())
                                .toArray(),
                        texts.stream().mapToDouble(text -> text.time().best()).toArray()));
    }

    /// How many times as fast folding is as causal attention.
    OptionalDouble speedup(int tokens) {
        var folded = at(Way.FOLDED, tokens);
        var causal = at(Way.CAUSAL, tokens);
        return folded.isPresent() && causal.isPresent()
                ? OptionalDouble.of(
                        causal.get().time().median() / folded.get().time().median())
                : OptionalDouble.empty();
    }

    /// The floors of what was raced at its full size.
    List<Floor> floors() {
        var floors = new ArrayList<Floor>();
        var last = new Coded(Way.FOLDED, Coded.LONG * 2);
        if (at(Way.FOLDED, last.tokens()).isPresent()) {
            growth().ifPresent(line -> floors.add(Floor.atMost(last, "distance from a line", 0.1, line.deviation())));
        }
        speedup(Coded.LONG)
                .ifPresent(ratio -> floors.add(
                        Floor.atLeast(new Coded(Way.FOLDED, Coded.LONG), "times as fast as causal", 6, ratio)));
        speedup(Coded.CROSSOVER)
                .ifPresent(ratio -> floors.add(Floor.atLeast(crossover(), "times as fast as causal", 1, ratio)));
        var steps = results.stream()
                .filter(result -> result.coded().way() == Way.STEPS)
                .sorted(Comparator.comparingInt(result -> result.coded().tokens()))
                .toList();
        if (steps.size() == 2 && steps.getLast().coded().tokens() == last.tokens()) {
            floors.add(new Floor(
                    steps.getLast().coded(),
                    "time / after %d".formatted(steps.getFirst().coded().tokens()),
                    0.8,
                    1.25,
                    steps.getLast().time().best() / steps.getFirst().time().best()));
        }
        return List.copyOf(floors);
    }

    void write(Markdown markdown) {
        markdown.section("Folded keys");
        markdown.head(2, "case", "sizes", "median", "shortest", "spread", "per token", "causal / it", "error");
        for (var result : results) {
            var ratio = speedup(result.coded().tokens());
            markdown.row(
                    result.coded().name(),
                    result.coded().sizes(),
                    Markdown.millis(result.time().median()),
                    Markdown.millis(result.time().best()),
                    Markdown.percent(result.time().spread()),
                    Markdown.format("%.2f µs", 1e6 * result.perToken()),
                    result.coded().way() == Way.FOLDED && ratio.isPresent()
                            ? Markdown.ratio(ratio.getAsDouble())
                            : Markdown.NONE,
                    Markdown.error(result.error(), result.correct()));
        }
        markdown.line("");
        growth().ifPresent(line -> {
            markdown.line("The time is %s and %s for each token; no text is farther than %s from that."
                    .formatted(
                            Markdown.millis(line.start()),
                            Markdown.format("%.3f µs", 1e6 * line.slope()),
                            Markdown.format("%.1f %%", 100 * line.deviation())));
            markdown.line("");
        });
        markdown.line(LEGEND);
    }
}
