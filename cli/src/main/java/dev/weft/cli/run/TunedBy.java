package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.console.Failure;
import dev.weft.runtime.tune.Planned;
import dev.weft.runtime.tune.TunedFile;
import dev.weft.runtime.tune.TunedSchedule;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a file of measured schedules says of a kernel and its sizes.
///
/// @param numbers of the schedule that take the place of the formulas'
/// @param text for people
public record TunedBy(SequencedMap<String, Integer> numbers, String text) {
    /// Where no file is named.
    public static final TunedBy NOTHING = new TunedBy(new LinkedHashMap<>(), "");

    /// Looks it up.
    ///
    /// @param spec the hash of what the kernel computes
    /// @param device as it describes itself
    /// @throws Failure if the file does not know the kernel
    /// @throws dev.weft.runtime.tune.TuningException if it was measured for other equations, or elsewhere
    public static TunedBy of(TunedFile file, String spec, String device, Bound bound) {
        var kernel = bound.kernel().name();
        if (!file.names(kernel)) {
            throw new Failure("--tuned %s: has no schedule of %s. Cure: weft tune --kernel %s --out %s"
                    .formatted(file.name(), kernel, kernel, file.name()));
        }
        var sizes = new LinkedHashMap<>(bound.sizes());
        return file.find(new Planned(kernel, spec, device, sizes))
                .map(schedule -> new TunedBy(
                        schedule.chosen(),
                        "%s: %s (%s)".formatted(file.name(), schedule.describe(), schedule.chosenNote())))
                .orElseGet(() -> new TunedBy(
                        new LinkedHashMap<>(),
                        "%s: was not measured for %s, the formulas say the schedule"
                                .formatted(file.name(), TunedSchedule.text(sizes))));
    }
}
