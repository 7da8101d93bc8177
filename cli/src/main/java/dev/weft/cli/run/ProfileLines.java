package dev.weft.cli.run;

import dev.weft.runtime.profile.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What `--profile` says: a line for each phase of the last run, and one for each step until the first had ended.
final class ProfileLines {
    private static final String REST = "no phase: threads that waited, and what a device's host does";

    private ProfileLines() {}

    /// @param none why the device has no phases; empty if it has some
    static List<String> of(Profile profile, String none, Preparation preparation) {
        var lines = new ArrayList<String>();
        if (!none.isEmpty()) {
            lines.add("profile  none: " + none);
        } else if (profile.isEmpty()) {
            lines.add("profile  none: there was nothing to do");
        } else {
            lines.addAll(phases(profile));
        }
        lines.addAll(steps(preparation));
        return lines;
    }

    private static List<String> phases(Profile profile) {
        var lines = new ArrayList<String>();
        lines.add("profile  the last run: %s, summed over threads".formatted(Timing.text(profile.whole())));
        profile.phases().forEach((phase, time) -> lines.add(phase(phase.toString(), time, profile, phase.what())));
        lines.add(phase("rest", profile.rest(), profile, REST));
        return lines;
    }

    private static String phase(String name, Duration time, Profile profile, String what) {
        double share = 100.0 * time.toNanos() / Math.max(1, profile.whole().toNanos());
        return String.format(Locale.ROOT, "  %-10s%9s%7.1f %%  %s", name, Timing.text(time), share, what);
    }

    private static List<String> steps(Preparation preparation) {
        var lines = new ArrayList<String>();
        var steps = preparation.steps();
        var whole = steps.stream().map(Preparation.Step::time).reduce(Duration.ZERO, Duration::plus);
        lines.add("prepared %s until the first run had ended".formatted(Timing.text(whole)));
        for (var step : steps) {
            lines.add(String.format(Locale.ROOT, "  %-10s%9s", step.name(), Timing.text(step.time())));
        }
        return lines;
    }
}
