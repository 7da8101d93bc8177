package dev.weft.bench;

import static dev.weft.bench.Markdown.NONE;

import java.util.List;

/// A report for people, as Markdown: who ran on what, ours against the best peer and against one another,
/// every number, and whether any floor is missed.
public final class MarkdownReport {
    private static final String LEGEND = """
            Rates count useful work alone (4 D operations per kept pair; for decoding, keys and values read once), in
            the median of all runs. Spread is the distance of the quartiles over the median. Error is the greatest
            difference from the equations in double precision, over sampled rows.""";

    private final Report report;
    private final Markdown markdown = new Markdown();

    private MarkdownReport(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        var whole = new MarkdownReport(report);
        whole.head();
        if (!report.results().isEmpty()) {
            whole.summary();
        }
        if (!report.ownRaces().isEmpty()) {
            whole.ratios();
        }
        if (!report.results().isEmpty()) {
            whole.details();
        }
        if (!report.recurrent().isEmpty()) {
            RecurrentTable.write(report, whole.markdown);
        }
        if (!report.coded().isEmpty()) {
            new CodedReport(report.coded()).write(whole.markdown);
        }
        MemoryTable.write(report, whole.markdown);
        whole.failures();
        whole.floors();
        return whole.markdown.toString();
    }

    private void head() {
        var machine = report.machine();
        markdown.line("# Comparison");
        markdown.line("");
        markdown.line("%s; %s; %d %s. Peak: %s multiply-adds in registers, %s read from memory."
                .formatted(
                        machine.processor(),
                        machine.jvm(),
                        machine.threads(),
                        machine.threads() == 1 ? "thread" : "threads",
                        Markdown.rate(Problem.Measure.FLOPS, machine.flops()),
                        Markdown.rate(Problem.Measure.BYTES, machine.readBytes())));
        if (machine.isBusy()) {
            markdown.line("");
            markdown.line(
                    "**The machine was busy: a load of %s before the race.** Compare nothing but neighbouring lines, and roughly."
                            .formatted(Markdown.format("%.1f", machine.load())));
        }
        markdown.line("");
        report.engines().forEach(engine -> markdown.line("- " + engine));
    }

    private void summary() {
        markdown.section("Ours against the best peer");
        markdown.head(2, "case", "sizes", "Weft", "of peak", "best peer", "its rate", "Weft / best peer");
        report.races().forEach((problem, race) -> {
            var ours = Report.ours(race);
            var peers = Report.bestPeer(race).toList();
            markdown.row(
                    problem.name(),
                    problem.sizes(),
                    Markdown.rate(problem.measure(), ours.rate()),
                    Markdown.percent(report.ofPeak(ours)),
                    peers.isEmpty() ? NONE : peers.getFirst().contestant(),
                    peers.isEmpty()
                            ? NONE
                            : Markdown.rate(problem.measure(), peers.getFirst().rate()),
                    peers.isEmpty()
                            ? NONE
                            : Markdown.ratio(ours.rate() / peers.getFirst().rate()));
        });
    }

    private void ratios() {
        markdown.section("Ours against ours");
        markdown.head(
                3, "case", "attention", "beside", "median", "spread", "its median", "its spread", "ratio", "error");
        for (var ratio : report.ratios()) {
            markdown.row(
                    ratio.name(),
                    attention(ratio.result()),
                    attention(ratio.base()),
                    Markdown.millis(ratio.result().time().median()),
                    Markdown.percent(ratio.result().time().spread()),
                    Markdown.millis(ratio.base().time().median()),
                    Markdown.percent(ratio.base().time().spread()),
                    Markdown.ratio(ratio.times()),
                    Markdown.error(ratio.result().error(), ratio.result().correct()));
        }
        markdown.line("");
        markdown.line("A ratio is how many times as long the one takes as the one beside it.");
    }

    private static String attention(Result result) {
        return result.problem().name() + ", " + result.problem().sizes();
    }

    private void details() {
        markdown.section("All");
        markdown.head(
                3,
                "case",
                "sizes",
                "contestant",
                "median",
                "rate",
                "best rate",
                "spread",
                "of peak",
                "Weft / it",
                "error");
        report.races().values().forEach(race -> race.forEach(result -> details(race, result)));
        markdown.line("");
        markdown.line(LEGEND);
    }

    private void details(List<Result> race, Result result) {
        var problem = result.problem();
        markdown.row(
                problem.name(),
                problem.sizes(),
                result.contestant(),
                Markdown.millis(result.time().median()),
                Markdown.rate(problem.measure(), result.rate()),
                Markdown.rate(problem.measure(), result.bestRate()),
                Markdown.percent(result.time().spread()),
                Markdown.percent(report.ofPeak(result)),
                result.isOurs() ? NONE : Markdown.ratio(Report.ours(race).rate() / result.rate()),
                Markdown.error(result.error(), result.correct()));
    }

    private void failures() {
        report.failures().forEach(failure -> markdown.line("\nLeft out: " + failure));
    }

    private void floors() {
        var floors = Floors.of(report);
        if (floors.isEmpty()) {
            return;
        }
        markdown.section("Floors");
        markdown.head(3, "case", "sizes", "quantity", "floor", "measured", "");
        for (var floor : floors) {
            markdown.row(
                    floor.raced().name(),
                    floor.raced().sizes(),
                    floor.quantity(),
                    bounds(floor),
                    Markdown.ratio(floor.measured()),
                    floor.isMet() ? "met" : "**missed**");
        }
    }

    private static String bounds(Floor floor) {
        if (Double.isInfinite(floor.most())) {
            return "≥ " + Markdown.ratio(floor.least());
        }
        if (Double.isInfinite(floor.least())) {
            return "≤ " + Markdown.ratio(floor.most());
        }
        return Markdown.ratio(floor.least()) + " … " + Markdown.ratio(floor.most());
    }
}
