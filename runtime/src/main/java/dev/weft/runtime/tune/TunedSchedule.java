package dev.weft.runtime.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What was measured of one kernel, for one set of sizes, on one device.
///
/// @param kernel its name
/// @param spec [dev.weft.runtime.KernelDefinition#spec()] of what was measured
/// @param machine [Machine#describe()] of where
/// @param sizes of all dims, in order
/// @param params the values of run-time scalars while it was measured, for people
/// @param formula the numbers that the schedule's formulas say
/// @param formulaNote how long it took with them, for people
/// @param chosen the numbers that were faster beyond noise; none if none were
/// @param chosenNote what was gained, or why nothing was chosen, for people
/// @param measured the other schedules and what they took, a line each, for people
public record TunedSchedule(
        String kernel,
        String spec,
        String device,
        String machine,
        SequencedMap<String, Integer> sizes,
        String params,
        SequencedMap<String, Integer> formula,
        String formulaNote,
        SequencedMap<String, Integer> chosen,
        String chosenNote,
        List<String> measured) {
    public TunedSchedule {
        sizes = new LinkedHashMap<>(sizes);
        formula = new LinkedHashMap<>(formula);
        chosen = new LinkedHashMap<>(chosen);
        measured = List.copyOf(measured);
    }

    /// Whether it says what is to be done where another one says so too.
    boolean replaces(TunedSchedule other) {
        return kernel.equals(other.kernel)
                && device.equals(other.device)
                && machine.equals(other.machine)
                && (sizes.equals(other.sizes) || !spec.equals(other.spec));
    }

    /// `rowTile=96 instead of 144, parts=2 instead of 1`; that the formulas stand where nothing was chosen.
    public String describe() {
        if (chosen.isEmpty()) {
            return "as the formulas say";
        }
        return String.join(
                ", ",
                chosen.entrySet().stream()
                        .map(entry -> "%s=%d instead of %d"
                                .formatted(entry.getKey(), entry.getValue(), formula.getOrDefault(entry.getKey(), 0)))
                        .toList());
    }

    /// `H=8 N=4096`
    public static String text(Map<String, Integer> numbers) {
        return String.join(
                " ",
                numbers.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }
}
