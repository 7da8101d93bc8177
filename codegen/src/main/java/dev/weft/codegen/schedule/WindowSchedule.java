package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.schedule.ScanSchedule.Step;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import java.util.ArrayList;
import java.util.List;

/// The windows of steps that are solved at once by fixed-point iteration, and what workers take of one.
record WindowSchedule(StepProgram program, JvmForm form, Solving.FixedPoint solving) {
    /// Numbers of a sequence's matrices in a window for each worker at most: half a MB, so that they are still in a
    /// cache when the recurrence meets them.
    private static final int MOST_NEAR = 1 << 16;

    /// Numbers that a step has at least, beside its matrix.
    private static final int LEAST_AREA = 32;

    /// Numbers of all matrices of a window at most: 64 MB.
    private static final int MOST_NUMBERS = 1 << 23;

    /// Rows of a tile of a window's steps, where there are so many for each worker.
    private static final int ROWS_OF_WINDOW = 24;

    /// Steps of a window at least, however large its matrices are.
    private static final int LEAST_WINDOW = 16;

    /// Lanes that a worker goes over at least where others take more of them.
    private static final int LEAST_STRIP = 64;

    /// Workers for a sequence from which on composing steps pays, and how many rows of a matrix take one more: a step
    /// is solved in a half to a fourteenth of the time that composing it takes.
    private static final int LEAST_SHARE = 8;

    private static final int ROWS_FOR_WORKER = 2;

    /// The formulas over `batches`, `steps`, `workers` and depths, in an order in which each can be worked out.
    List<Step> steps() {
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
        var steps = new ArrayList<Step>();
        steps.add(new Step("width", sum));
        steps.addAll(windows(width.with(Operation.TIMES, size), size));
        return steps;
    }

    /// The formulas for windows of steps that are solved at once: the rows of a tile, the steps of a window,
    /// and the strips of lanes or chunks of steps that the linear recurrence of a window is cut into. There
    /// is a chunk more than workers: the first is solved while others are composed, and the last need not be.
    ///
    /// @param area numbers of one step's matrix, over the kernel's sizes
    /// @param size rows of the matrices, of which there are as many as lanes
    private List<Step> windows(Formula area, Formula size) {
        var matrices = Formula.of("batches").with(Operation.TIMES, area);
        var near = Formula.of("workers")
                .with(Operation.TIMES_CAPPED, MOST_NEAR)
                .with(Operation.OVER, area.with(Operation.MAX, LEAST_AREA));
        var room = Formula.of(MOST_NUMBERS).with(Operation.OVER, ScanSchedule.atLeastOne(matrices));
        var steps = Formula.of("steps");
        var able = solving.window() == 0
                ? Formula.of(LEAST_WINDOW)
                        .with(Operation.MAX, near.with(Operation.MIN, room))
                        .with(Operation.MIN, steps)
                        .tuned("window", 1)
                : Formula.of(solving.window());
        var share = Formula.of("workers").with(Operation.CEIL, ScanSchedule.atLeastOne(Formula.of("batches")));
        var lanes = Formula.of("width").with(Operation.OVER, ScanSchedule.atLeastOne(size));
        var strips = ScanSchedule.atLeastOne(
                Formula.of("share").with(Operation.MIN, lanes.with(Operation.OVER, LEAST_STRIP)));
        var chunks = new Formula.AtLeast(
                Formula.of("share"),
                Formula.of(LEAST_SHARE).with(Operation.PLUS, size.with(Operation.OVER, ROWS_FOR_WORKER)),
                Formula.of("share").with(Operation.PLUS, 1),
                Formula.of(1));
        var rows = Formula.of("batches")
                .with(Operation.TIMES_CAPPED, Formula.of("window"))
                .with(Operation.OVER, Formula.of("workers"));
        return List.of(
                new Step("window", ScanSchedule.atLeastOne(able.with(Operation.MIN, steps))),
                new Step(
                        "rowTile",
                        Formula.of(ScanSchedule.rowTile(form))
                                .with(Operation.MAX, Formula.of(ROWS_OF_WINDOW).with(Operation.MIN, rows))),
                new Step("share", share, false),
                new Step("strips", strips),
                new Step("chunks", new Formula.AtLeast(Formula.of("strips"), Formula.of(2), Formula.of(1), chunks)));
    }
}
