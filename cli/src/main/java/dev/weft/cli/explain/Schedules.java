package dev.weft.cli.explain;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.run.TunedBy;
import dev.weft.codegen.explain.TileClasses;
import dev.weft.codegen.schedule.FoldRuns;
import dev.weft.codegen.schedule.Formula;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.schedule.JvmSchedule;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import dev.weft.runtime.JvmSupport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How this machine would go about an attention.
public final class Schedules {
    private Schedules() {}

    /// The tiles and splits for bound sizes, on all cores.
    public static JvmSchedule of(TileProgram tiles, Bound bound) {
        return of(tiles, bound, TunedBy.NOTHING);
    }

    /// The same, with measured numbers.
    static JvmSchedule of(TileProgram tiles, Bound bound, TunedBy tuned) {
        return JvmSchedule.of(form(), tiles, given(tiles, bound, tuned));
    }

    /// The runs of row tiles beside folded keys, likewise.
    static FoldRuns runs(TileProgram tiles, Bound bound, TunedBy tuned) {
        return JvmSchedule.runs(form(), tiles, given(tiles, bound, tuned));
    }

    /// Adds measured numbers to what formulas are given.
    static void choose(Map<String, Integer> given, TunedBy tuned) {
        tuned.numbers().forEach((name, number) -> given.put(Formula.Tuned.chosen(name), number));
    }

    /// What is told of measured numbers.
    static List<Entry> told(TunedBy tuned) {
        return tuned.text().isEmpty() ? List.of() : List.of(new Entry("tuned", tuned.text()));
    }

    private static Map<String, Integer> given(TileProgram tiles, Bound bound, TunedBy tuned) {
        var given = new LinkedHashMap<String, Integer>();
        choose(given, tuned);
        given.put("batches", whole(tiles.batches(), bound));
        given.put("heads", whole(tiles.heads(), bound));
        given.put("queries", whole(tiles.queries(), bound));
        given.put("group", whole(tiles.group(), bound));
        given.put("keysBound", whole(tiles.keys(), bound));
        given.put("workers", threads());
        if (tiles.far() instanceof Far.Folded folded) {
            given.put("codes", whole(folded.count(), bound));
            given.put("nearKeys", whole(FoldRuns.nearKeys(tiles, folded), bound));
        }
        return given;
    }

    /// The form of machine code that this machine runs.
    public static JvmForm form() {
        return JvmForm.valueOf(JvmSupport.detected().target().name());
    }

    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// 0 where a table decides.
    private static int whole(Value value, Bound bound) {
        return (int) TileClasses.size(value, bound.sizes(), bound.params()).orElse(0);
    }
}
