package dev.weft.cli.explain;

import dev.weft.cli.run.Quantity;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.schedule.ScanChoice;
import dev.weft.codegen.schedule.ScanSchedule;
import dev.weft.codegen.schedule.Streams;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.runtime.vector.MachinePeak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long the steps of a scan are estimated to take, by each way to find them, and which was chosen why.
///
/// @param given `batches`, `steps` and `workers`
record ScanEstimates(ScanChoice choice, StepProgram program, JvmForm form, Map<String, Integer> given) {
    List<Entry> entries() {
        var entries = new ArrayList<>(List.of(
                new Entry("estimate", "sequential: " + sequential()),
                new Entry("", "parts: " + parts()),
                new Entry("", "newton: " + newton()),
                new Entry("choice", reason())));
        if (choice.able() > 1) {
            entries.add(new Entry("", "`weft run --probe` measures parts and single steps, and keeps the faster"));
        }
        return entries;
    }

    private String sequential() {
        return "%s steps of %s vector operations, %s on a worker: %s"
                .formatted(
                        Quantity.count(steps()),
                        Quantity.count(choice.sequential()),
                        sideBySide(choice.rowsAlone()),
                        time(choice.sequential()));
    }

    private String parts() {
        return choice.able() == 1
                ? "no more than one"
                : "%d of %s steps, %s on a worker, and %s of each again: %s"
                        .formatted(
                                choice.able(),
                                Quantity.count(choice.length()),
                                sideBySide(choice.rowsAside()),
                                Quantity.count(Math.min(choice.length(), ScanSchedule.LEAST_STEPS)),
                                time(choice.parts()));
    }

    private String newton() {
        return "all steps evaluated and differentiated %d times, %d linear recurrences: %s"
                .formatted(
                        ScanChoice.NEWTON_ITERATIONS + 1, ScanChoice.NEWTON_ITERATIONS, time((double) choice.newton()));
    }

    private String reason() {
        var stream = Streams.isStream(program, form) ? " as a stream" : "";
        if (choice.chosen() > 1) {
            return "parts%s, for %s of the time of single steps where the cell forgets; where it does not, a plan goes step by step from its second run on"
                    .formatted(stream, Quantity.digits((double) choice.parts() / choice.sequential()));
        }
        if (choice.able() > 1) {
            return "sequential%s: parts would take %s times as long"
                    .formatted(stream, Quantity.digits((double) choice.parts() / choice.sequential()));
        }
        return steps() < 2 * ScanSchedule.LEAST_STEPS
                ? "sequential%s: a part has %d steps at least".formatted(stream, ScanSchedule.LEAST_STEPS)
                : "sequential%s: there are sequences enough for all workers".formatted(stream);
    }

    private static String sideBySide(int rows) {
        return rows == 1 ? "one sequence at a time" : rows + " side by side";
    }

    /// @param perStep vector operations that a step of all sequences costs
    private String time(double perStep) {
        int threads = given.getOrDefault("workers", 1);
        double operationsPerSecond = MachinePeak.flops(threads) / threads / (2 * form.lanes());
        return Quantity.seconds(steps() * perStep / operationsPerSecond);
    }

    private int steps() {
        return given.getOrDefault("steps", 0);
    }
}
