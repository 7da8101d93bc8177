package dev.weft.cli.explain;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.run.Flops;
import dev.weft.cli.run.TunedBy;
import dev.weft.cli.run.Work;
import dev.weft.codegen.explain.TileClasses;
import dev.weft.codegen.schedule.ScanChoice;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.dsl.model.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a scan costs for bound sizes.
final class ScanCost {
    private ScanCost() {}

    static Cost of(StepProgram steps, Scan scan, Bound bound, TunedBy tuned) {
        int threads = Schedules.threads();
        var given = new LinkedHashMap<String, Integer>();
        given.put("batches", (int) bound.size(scan.batches()));
        given.put("steps", (int) bound.size(scan.steps()));
        given.put("workers", threads);
        ScanChoice.lengths(steps)
                .forEach((name, length) ->
                        given.put(name, (int) TileClasses.size(length.size(), bound.sizes(), bound.params())
                                .orElse(0)));
        Schedules.choose(given, tuned);
        var work = Work.of(bound, Map.of());
        var entries = new ArrayList<Entry>();
        entries.add(new Entry("for", bound.describe()));
        entries.add(new Entry(
                "schedule", Schedules.form() + ": " + ScanExplanation.schedule(Schedules.form(), steps, given)));
        entries.addAll(Schedules.told(tuned));
        if (steps.solving() instanceof Solving.Parts) {
            var choice = ScanChoice.of(steps, Schedules.form(), given);
            entries.addAll(new ScanEstimates(choice, steps, Schedules.form(), given).entries());
        }
        entries.add(new Entry("work", work.describe()));
        var roofline = Roofline.measured(work.flops(), Flops.bytes(bound), threads);
        entries.addAll(roofline.entries());
        return new Cost(entries, List.of(roofline));
    }
}
