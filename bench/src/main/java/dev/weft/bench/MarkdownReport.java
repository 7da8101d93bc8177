package dev.weft.bench;

import java.util.List;
import java.util.Locale;

/// A report for people, as Markdown: who ran on what, ours against the best peer, and every number.
public final class MarkdownReport {
    private static final String NONE = "–";
    private static final String LEGEND = """
            Rates count useful work alone (4 D operations per kept pair; for decoding, keys and values read once), in the
            median of all runs. Spread is the distance of the quartiles over the median. Memory is what making ready and one
            run add to the process at their peak: the output, scratch, masks, copies of inputs in another layout. Error is
            the greatest difference from the equations in double precision, over sampled rows.""";

    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    public static String of(Report report) {
        var markdown = new MarkdownReport();
        markdown.head(report);
        markdown.summary(report);
        markdown.details(report);
        return markdown.text.toString();
    }

    private void head(Report report) {
        var machine = report.machine();
        line("# Comparison");
        line("");
        line("%s; %s; %d %s. Peak: %s multiply-adds in registers, %s read from memory."
                .formatted(
                        machine.processor(),
                        machine.jvm(),
                        machine.threads(),
                        machine.threads() == 1 ? "thread" : "threads",
                        rate(Problem.Measure.FLOPS, machine.flops()),
                        rate(Problem.Measure.BYTES, machine.readBytes())));
        if (machine.isBusy()) {
            line("");
            line(
                    "**The machine was busy: a load of %s before the race.** Compare nothing but neighbouring lines, and roughly."
                            .formatted(format("%.1f", machine.load())));
        }
        line("");
        report.engines().forEach(engine -> line("- " + engine));
    }

    private void summary(Report report) {
        line("");
        line("## Ours against the best peer");
        line("");
        row("case", "sizes", "Weft", "of peak", "best peer", "its rate", "Weft / best peer");
        row("---", "---", "---:", "---:", "---", "---:", "---:");
        report.races().forEach((problem, race) -> {
            var ours = Report.ours(race);
            var peers = Report.bestPeer(race).toList();
            row(
                    problem.name(),
                    problem.sizes(),
                    rate(problem.measure(), ours.rate()),
                    percent(report.ofPeak(ours)),
                    peers.isEmpty() ? NONE : peers.getFirst().contestant(),
                    peers.isEmpty()
                            ? NONE
                            : rate(problem.measure(), peers.getFirst().rate()),
                    peers.isEmpty()
                            ? NONE
                            : ratio(ours.rate() / peers.getFirst().rate()));
        });
    }

    private void details(Report report) {
        line("");
        line("## All");
        line("");
        row(
                "case",
                "sizes",
                "contestant",
                "median",
                "rate",
                "best rate",
                "spread",
                "of peak",
                "Weft / it",
                "memory",
                "error");
        row("---", "---", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
        report.races().forEach((problem, race) -> race.forEach(result -> details(report, problem, race, result)));
        line("");
        line(LEGEND);
        report.failures().forEach(failure -> line("\nLeft out: " + failure));
    }

    private void details(Report report, Problem problem, List<Result> race, Result result) {
        row(
                problem.name(),
                problem.sizes(),
                result.contestant(),
                format("%.2f ms", 1e3 * result.time().median()),
                rate(problem.measure(), result.rate()),
                rate(problem.measure(), result.bestRate()),
                percent(result.time().spread()),
                percent(report.ofPeak(result)),
                result.isOurs() ? NONE : ratio(Report.ours(race).rate() / result.rate()),
                Double.isNaN(result.memory()) ? NONE : format("%.1f MB", result.memory() / 1e6),
                format("%.0e", result.error()) + (result.correct() ? "" : " **wrong**"));
    }

    private static String rate(Problem.Measure measure, double perSecond) {
        return switch (measure) {
            case FLOPS -> format("%.1f GFLOP/s", perSecond / 1e9);
            case BYTES -> format("%.1f GB/s", perSecond / 1e9);
        };
    }

    private static String percent(double share) {
        return format("%.0f %%", 100 * share);
    }

    private static String ratio(double ratio) {
        return format("%.2f", ratio);
    }

    private static String format(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
