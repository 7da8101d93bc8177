package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.runtime.vector.MachinePeak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Collects what there is to say of a run, one aligned line each.
final class RunReport {
    /// Less work is over before a machine is at its best, and measuring the peak would take far longer.
    private static final double LEAST_FLOPS = 1e8;

    private final List<String> lines = new ArrayList<>();
    private final Timing timing;
    private final Work work;
    private final int speedAt;
    private boolean ok = true;

    RunReport(Bound bound, Executor executor, Duration ready, Timing timing, Work work) {
        this.timing = timing;
        this.work = work;
        line("kernel", "%s  %s".formatted(bound.kernel().name(), bound.describe()));
        line("device", executor.describe());
        if (!executor.form().isEmpty()) {
            line("form", executor.form());
        }
        line("ready", "%s %s".formatted(Timing.text(ready), executor.preparation()));
        int runs = timing.runs().size();
        line(
                "time",
                runs == 1
                        ? "%s, one run, not warmed up".formatted(Timing.text(timing.best()))
                        : "best %s, median %s of %d runs"
                                .formatted(Timing.text(timing.best()), Timing.text(timing.median()), runs));
        var solution = executor.solution().toString();
        if (!solution.isEmpty()) {
            line("solved", solution);
        }
        line("work", work.describe());
        speedAt = lines.size();
    }

    private void line(String name, String text) {
        lines.add(String.format(Locale.ROOT, "%-9s%s", name, text));
    }

    boolean ok() {
        return ok;
    }

    /// Where measured numbers of the schedule come from, if any were asked for.
    void tuned(TunedBy tuned) {
        if (!tuned.text().isEmpty()) {
            line("tuned", tuned.text());
        }
    }

    /// @param probe what was measured; empty where there was nothing to choose
    void probed(String probe) {
        line("probed", probe.isEmpty() ? "nothing: there is one way to run this here" : probe);
    }

    void verified(Verification result) {
        var rows = result.checked() == result.rows()
                ? "all %s rows".formatted(Quantity.count(result.rows()))
                : "%s of %s rows".formatted(Quantity.count(result.checked()), Quantity.count(result.rows()));
        for (var worst : result.outs()) {
            var place = worst.error() == 0 ? "" : " at " + worst.place();
            line(
                    worst.ok() ? "verified" : "DIFFERS",
                    "`%s` on %s: max error %.2g%s, tolerance %.0e%s"
                            .formatted(
                                    worst.out(),
                                    rows,
                                    worst.error(),
                                    place,
                                    worst.tolerance(),
                                    worst.ok()
                                            ? ""
                                            : "; element %d is %s, the equations give %s"
                                                    .formatted(worst.index(), worst.got(), worst.expected())));
        }
        ok = result.ok();
    }

    void profiled(List<String> profile) {
        lines.addAll(profile);
    }

    void wrote(List<String> paths) {
        if (!paths.isEmpty()) {
            line("wrote", String.join(", ", paths));
        }
    }

    /// Adds the speed, and what this machine can do at best, measured in this very process, where there was
    /// work enough to compare.
    void measurePeak() {
        double speed = work.flops() / Math.max(1e-9, timing.best().toNanos() / 1e9);
        lines.add(
                speedAt, String.format(Locale.ROOT, "%-9s%s, %s", "speed", Quantity.of(speed, "FLOP/s"), share(speed)));
    }

    private String share(double speed) {
        if (work.flops() < LEAST_FLOPS) {
            return "too little work to compare with this machine's peak";
        }
        int threads = Runtime.getRuntime().availableProcessors();
        double peak = MachinePeak.flops(threads);
        return String.format(
                Locale.ROOT,
                "%.1f %% of the measured FMA peak of %s on %d threads",
                100 * speed / peak,
                Quantity.of(peak, "FLOP/s"),
                threads);
    }

    Report report() {
        return new Report(lines, ok);
    }
}
