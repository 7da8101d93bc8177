package dev.weft.cli.explain;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.run.TunedBy;
import dev.weft.codegen.Pipeline;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Scan;
import java.util.List;

/// What holds for bound sizes: the schedule, the tile classes as a picture, the work and the roofline it
/// sits under.
///
/// @param roofline one, or none where a table decides how much work there is
public record Cost(List<Entry> entries, List<Roofline> roofline) {
    public Cost {
        entries = List.copyOf(entries);
        roofline = List.copyOf(roofline);
    }

    /// Counts, and measures this machine.
    ///
    /// @param tuned measured numbers of the schedule
    public static Cost of(Program program, Bound bound, TunedBy tuned) {
        return switch (bound.kernel()) {
            case Attention _ -> AttentionCost.of(program, bound, tuned);
            case Scan scan -> ScanCost.of(Pipeline.steps(program, scan), scan, bound, tuned);
        };
    }
}
