package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import java.util.List;

/// How a scan is cut for the JVM's cores, for bound sizes.
///
/// Sequences go side by side, a register block of them at a time: a weight that is read once serves them all.
/// Where there are too few sequences for all workers, each is cut into parts.
public final class ScanSchedule {
    /// Steps that a part has at least: a cell has to forget what its part began with on the way.
    private static final int LEAST_STEPS = 64;

    /// Parts below which going over them twice saves nothing.
    private static final int LEAST_PARTS = 4;

    /// Rows of a tile at least, where there are so many: a weight that is loaded once should serve several.
    private static final int LEAST_ROWS = 6;

    /// Rows, steps times sequences, for which what needs no state is computed at once: whole register blocks,
    /// near enough to stay in the cache until their steps come.
    private static final int ROWS_AHEAD = 96;

    private ScanSchedule() {}

    /// A number of the schedule.
    public record Step(String name, Formula value) {}

    /// Sequences or parts that go side by side.
    public static int rowTile(JvmForm form) {
        return Math.ceilDiv(LEAST_ROWS, form.rowBlock()) * form.rowBlock();
    }

    /// The formulas over `batches`, `steps` and `workers`, in an order in which each can be worked out: the
    /// parts of a sequence, the rows of a tile, and the steps that are prepared at once.
    public static List<Step> steps(JvmForm form, StepProgram program) {
        var full = Formula.of(rowTile(form));
        var side = Formula.of("workers").with(Operation.TIMES, full);
        var wanted = side.with(Operation.OVER, Formula.of(1).with(Operation.MAX, Formula.of("batches")));
        var able = wanted.with(Operation.MIN, Formula.of("steps").with(Operation.OVER, LEAST_STEPS));
        Formula parts = program.solving().method() == Solving.Method.SEQUENTIAL
                ? Formula.of(1)
                : new Formula.AtLeast(able, Formula.of(LEAST_PARTS), able, Formula.of(1));
        var rows = Formula.of("batches").with(Operation.TIMES, Formula.of("mostParts"));
        var share = rows.with(Operation.CEIL, Formula.of("workers"));
        return List.of(
                new Step("mostParts", parts),
                new Step("rowTile", Formula.of(1).with(Operation.MAX, full.with(Operation.MIN, share))),
                new Step("chunk", Formula.of(Math.max(4, ROWS_AHEAD / rowTile(form)))));
    }
}
