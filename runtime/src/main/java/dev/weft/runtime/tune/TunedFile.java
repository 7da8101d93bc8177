package dev.weft.runtime.tune;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The schedules that `weft tune` found, as a file keeps them:
///
/// ```java
/// var device = Device.jvm().tuned(TunedFile.read(Path.of("causal.tuned")));
/// ```
///
/// What a file knows of a kernel holds for the equations, the device and the machine that it was measured with: a
/// plan of other ones is refused. Kernels and sizes that it does not have are planned by the formulas, and a log
/// line says so.
///
/// @param name where it came from, for messages
public record TunedFile(String name, List<TunedSchedule> schedules) implements Tuner {
    public TunedFile {
        schedules = List.copyOf(schedules);
    }

    /// Reads a file.
    ///
    /// @throws TuningException if it cannot be read, is damaged, or is of another version
    public static TunedFile read(Path file) {
        try {
            return TunedText.parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new TuningException("%s: cannot be read (%s)".formatted(file, e), e);
        }
    }

    /// The file's text.
    public String text() {
        return TunedText.of(schedules);
    }

    /// With one more schedule, instead of what it replaces.
    public TunedFile with(TunedSchedule schedule) {
        var all = new ArrayList<>(
                schedules.stream().filter(before -> !schedule.replaces(before)).toList());
        all.add(schedule);
        return new TunedFile(name, all);
    }

    /// Whether it knows a kernel of that name.
    public boolean names(String kernel) {
        return schedules.stream().anyMatch(schedule -> schedule.kernel().equals(kernel));
    }

    /// What was found for a plan; nothing if its sizes were not measured, or the file does not know the kernel.
    ///
    /// @throws TuningException if what the file knows of the kernel was measured for other equations, or elsewhere
    public Optional<TunedSchedule> find(Planned plan) {
        var here = narrowed(schedules, plan.kernel(), "the kernel", TunedSchedule::kernel, false);
        here = narrowed(here, plan.spec(), "the equations " + plan.kernel(), TunedSchedule::spec, true);
        here = narrowed(here, plan.device(), "the device", TunedSchedule::device, true);
        here = narrowed(here, Machine.describe(), "the machine", TunedSchedule::machine, true);
        return here.stream()
                .filter(schedule -> schedule.sizes().equals(plan.sizes()))
                .findFirst();
    }

    private List<TunedSchedule> narrowed(
            List<TunedSchedule> from,
            String wanted,
            String what,
            Function<TunedSchedule, String> part,
            boolean needed) {
        var matching = from.stream()
                .filter(schedule -> part.apply(schedule).equals(wanted))
                .toList();
        if (needed && matching.isEmpty() && !from.isEmpty()) {
            throw new TuningException(
                    "%s was measured for %s (%s), and this is %s. Cure: measure anew with `weft tune`, or"
                                    .formatted(name, what, part.apply(from.getFirst()), wanted)
                            + " plan without the file");
        }
        return matching;
    }

    @Override
    public Tuning of(Planned plan) {
        var found = find(plan);
        System.getLogger("dev.weft.runtime")
                .log(
                        Level.INFO,
                        "{0}({1}): {2} ({3}).",
                        plan.kernel(),
                        TunedSchedule.text(plan.sizes()),
                        found.map(TunedSchedule::describe)
                                .orElseGet(() -> names(plan.kernel())
                                        ? "the formulas' schedule, these sizes were not measured"
                                        : "the formulas' schedule, the kernel was not measured"),
                        name);
        return found.map(schedule -> Tuning.of(schedule.chosen())).orElseGet(Tuning::none);
    }
}
