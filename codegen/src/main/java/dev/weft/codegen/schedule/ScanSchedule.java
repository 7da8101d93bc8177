package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.Operation;
import java.util.List;

/// How a scan is cut for the JVM's cores, for bound sizes.
///
/// Sequences go side by side, a register block of them at a time: a weight that is read once serves them
/// all. Where there are too few sequences for all workers, each is cut into parts.
public final class ScanSchedule {
    /// Steps that a part has at least: a cell has to forget what its part began with on the way.
    private static final int LEAST_STEPS = 64;

    /// Parts below which going over them twice saves nothing.
    private static final int LEAST_PARTS = 4;

    /// Rows of a tile at least, where there are so many: a weight that is loaded once should serve several.
    private static final int LEAST_ROWS = 6;

    /// Rows, steps times sequences, for which what needs no state is computed at once: whole register
    /// blocks, near enough to stay in the cache until their steps come.
    private static final int ROWS_AHEAD = 96;

    /// Numbers of all matrices of a window at most: 64 MB.
    private static final int MOST_NUMBERS = 1 << 23;

    /// Steps of a window at least, however large its matrices are.
    private static final int LEAST_WINDOW = 16;

    /// Rows of a matrix up to which composing steps pays for a second worker.
    private static final int MOST_CUT = 4;

    private ScanSchedule() {}

    /// A number of the schedule.
    public record Step(String name, Formula value) {}

    /// Sequences or parts that go side by side.
    public static int rowTile(JvmForm form) {
        return Math.ceilDiv(LEAST_ROWS, form.rowBlock()) * form.rowBlock();
    }

    /// The formulas over `batches`, `steps` and `workers`, in an order in which each can be worked out: the
    /// parts of a sequence, the rows of a tile, and the steps that are prepared at once.
    ///
    /// @param cut whether sequences may be cut into parts
    public static List<Step> parts(JvmForm form, boolean cut) {
        var full = Formula.of(rowTile(form));
        var side = Formula.of("workers").with(Operation.TIMES, full);
        var wanted = side.with(Operation.OVER, Formula.of(1).with(Operation.MAX, Formula.of("batches")));
        var able = wanted.with(Operation.MIN, Formula.of("steps").with(Operation.OVER, LEAST_STEPS));
        Formula parts = cut ? new Formula.AtLeast(able, Formula.of(LEAST_PARTS), able, Formula.of(1)) : Formula.of(1);
        var rows = Formula.of("batches").with(Operation.TIMES, Formula.of("parts"));
        var share = rows.with(Operation.CEIL, Formula.of("workers"));
        return List.of(
                new Step("parts", parts),
                new Step("rowTile", Formula.of(1).with(Operation.MAX, full.with(Operation.MIN, share))),
                new Step("chunk", Formula.of(Math.max(4, ROWS_AHEAD / rowTile(form)))));
    }

    /// The same for windows of steps that are solved at once: the rows of a tile, the steps of a window,
    /// and the chunks that the linear recurrence of a window is cut into.
    ///
    /// @param area numbers of one step's matrix, over the kernel's sizes
    /// @param size rows of the matrices; cutting costs as many times the work
    /// @param window what the spec asks for; 0 if it does not
    public static List<Step> windows(JvmForm form, Formula area, Formula size, int window) {
        var matrices = Formula.of("batches").with(Operation.TIMES, area);
        var room = Formula.of(MOST_NUMBERS).with(Operation.OVER, Formula.of(1).with(Operation.MAX, matrices));
        var able = window == 0 ? Formula.of(LEAST_WINDOW).with(Operation.MAX, room) : Formula.of(window);
        var share =
                Formula.of("workers").with(Operation.CEIL, Formula.of(1).with(Operation.MAX, Formula.of("batches")));
        return List.of(
                new Step("rowTile", Formula.of(rowTile(form))),
                new Step("window", Formula.of(1).with(Operation.MAX, able.with(Operation.MIN, Formula.of("steps")))),
                new Step("chunks", new Formula.AtLeast(Formula.of(MOST_CUT), size, share, Formula.of(1))));
    }
}
