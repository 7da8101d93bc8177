package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import java.util.List;

/// How a scan is cut for the JVM's cores, for bound sizes.
///
/// Sequences go side by side, so that a weight that is read once serves several. Where there are too few sequences
/// for all workers and lanes, each is cut into parts, if [ScanCosts] says that this takes less time; or its steps
/// are solved in windows, if the spec asks for that.
public final class ScanSchedule {
    /// Steps that a part has at least: a cell has to forget what its part began with on the way.
    public static final int LEAST_STEPS = 64;

    /// Rows of a tile at least, where there are so many: a weight that is loaded once should serve
    /// several.
    private static final int LEAST_ROWS = 6;

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
            case Solving.FixedPoint solving -> new WindowSchedule(program, form, solving).steps();
            case Solving.Parts _ -> new PartsSchedule(program, form, true).steps();
            case Solving.Sequential() -> new PartsSchedule(program, form, false).steps();
        };
    }

    static Formula atLeastOne(Formula number) {
        return Formula.of(1).with(Formula.Operation.MAX, number);
    }

    /// How long a state is.
    public static Formula depth(StepProgram.State state) {
        return state.next().columns() instanceof Span.Features
                ? Formula.of("depth_" + state.next().name())
                : Formula.of(1);
    }
}
