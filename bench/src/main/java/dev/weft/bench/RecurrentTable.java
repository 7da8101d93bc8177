package dev.weft.bench;

import static dev.weft.bench.Markdown.NONE;

import java.util.List;

/// What every contestant did at the recurrent layers.
final class RecurrentTable {
    private static final String LEGEND = """
            Rates count two operations per weight and step; of the diagonal layer, bytes of inputs and states, each once,
            however often a contestant goes over them.""";

    private RecurrentTable() {}

    static void write(Report report, Markdown markdown) {
        markdown.section("Recurrent layers");
        markdown.head(3, "case", "sizes", "contestant", "median", "rate", "spread", "of peak", "Weft / it", "error");
        report.layers().values().forEach(race -> race.forEach(result -> row(report, race, result, markdown)));
        markdown.line("");
        markdown.line(LEGEND);
    }

    private static void row(Report report, List<RecurrentResult> race, RecurrentResult result, Markdown markdown) {
        var recurrence = result.recurrence();
        markdown.row(
                recurrence.name(),
                recurrence.sizes(),
                result.contestant(),
                Markdown.millis(result.time().median()),
                Markdown.rate(recurrence.measure(), result.rate()),
                Markdown.percent(result.time().spread()),
                Markdown.percent(result.rate() / report.machine().peak(recurrence.measure())),
                result.contestant().equals(Weft.NAME)
                        ? NONE
                        : Markdown.ratio(race.getFirst().rate() / result.rate()),
                Markdown.error(result.error(), result.correct()));
    }
}
