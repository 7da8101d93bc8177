package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import java.util.List;
import java.util.stream.Stream;

/// How a scan is cut for the JVM's cores, for bound sizes.
///
/// Sequences go side by side, a register block of them at a time: a weight that is read once serves them
/// all. Where there are too few sequences for all workers, each is cut into parts, if [ScanCosts] says that
/// this takes less time.
public final class ScanSchedule {
    /// Steps that a part has at least: a cell has to forget what its part began with on the way.
    public static final int LEAST_STEPS = 64;

    /// Rows of a tile at least, where there are so many: a weight that is loaded once should serve
    /// several.
    private static final int LEAST_ROWS = 6;

    /// Numbers of all matrices of a window at most: 64 MB.
    private static final int MOST_NUMBERS = 1 << 23;

    /// Steps of a window at least, however large its matrices are.
    private static final int LEAST_WINDOW = 16;

    /// Rows of a matrix up to which composing steps pays for a second worker.
    private static final int MOST_CUT = 4;

    private ScanSchedule() {}

    /// A number of the schedule.
    ///
    /// @param kept whether kernels need it, or other numbers of the schedule alone
    public record Step(String name, Formula value, boolean kept) {
        Step(String name, Formula value) {
            this(name, value, true);
        }
    }

    /// Sequences or parts that go side by side.
    public static int rowTile(JvmForm form) {
        return Math.ceilDiv(LEAST_ROWS, form.rowBlock()) * form.rowBlock();
    }

    /// The formulas by which a scan is cut, over `batches`, `steps`, `workers` and the [#depth] of
    /// each state, in an order in which each can be worked out.
    public static List<Step> of(StepProgram program, JvmForm form) {
        return switch (program.solving()) {
            case Solving.FixedPoint solving -> windows(program, form, solving);
            case Solving.Parts _ -> new PartsSchedule(program, form, true).steps();
            case Solving.Sequential() -> new PartsSchedule(program, form, false).steps();
        };
    }

    /// How long a state is.
    public static Formula depth(StepProgram.State state) {
        return state.next().columns() instanceof Span.Features
                ? Formula.of("depth_" + state.next().name())
                : Formula.of(1);
    }

    private static List<Step> windows(StepProgram program, JvmForm form, Solving.FixedPoint solving) {
        var width = Formula.of("width");
        var size = switch (solving.slope()) {
            case DENSE -> width;
            case BLOCKS -> Formula.of(program.states().size());
            case DIAGONAL, IDENTITY, ZERO -> Formula.of(1);
        };
        var sum = program.states().stream()
                .map(ScanSchedule::depth)
                .reduce((a, b) -> a.with(Operation.PLUS, b))
                .orElse(Formula.of(0));
        return with(new Step("width", sum), windows(form, width.with(Operation.TIMES, size), size, solving.window()));
    }

    private static List<Step> with(Step first, List<Step> more) {
        return Stream.concat(Stream.of(first), more.stream()).toList();
    }

    /// The formulas for windows of steps that are solved at once: the rows of a tile, the steps of a window,
    /// and the chunks that the linear recurrence of a window is cut into.
    ///
    /// @param area numbers of one step's matrix, over the kernel's sizes
    /// @param size rows of the matrices; cutting costs as many times the work
    /// @param window what the spec asks for; 0 if it does not
    private static List<Step> windows(JvmForm form, Formula area, Formula size, int window) {
        var matrices = Formula.of("batches").with(Operation.TIMES, area);
        var room = Formula.of(MOST_NUMBERS).with(Operation.OVER, Formula.of(1).with(Operation.MAX, matrices));
        var steps = Formula.of("steps");
        var able = window == 0
                ? Formula.of(LEAST_WINDOW)
                        .with(Operation.MAX, room)
                        .with(Operation.MIN, steps)
                        .tuned("window", 1)
                : Formula.of(window);
        var share =
                Formula.of("workers").with(Operation.CEIL, Formula.of(1).with(Operation.MAX, Formula.of("batches")));
        return List.of(
                new Step("rowTile", Formula.of(rowTile(form))),
                new Step("window", Formula.of(1).with(Operation.MAX, able.with(Operation.MIN, steps))),
                new Step("chunks", new Formula.AtLeast(Formula.of(MOST_CUT), size, share, Formula.of(1))));
    }
}
