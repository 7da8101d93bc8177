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

    /// In this many of them an iteration over all parts is measured out.
    private static final int SIXTEENTHS = 16;

    /// Rows of a tile at least, where there are so many: a weight that is loaded once should serve
    /// several.
    private static final int LEAST_ROWS = 6;

    /// Rows, steps times sequences, for which what needs no state is computed at once: whole register
    /// blocks, near enough to stay in the cache until their steps come.
    private static final int ROWS_AHEAD = 96;

    /// Vectors of numbers that go side by side at least: each waits for its own step before, so
    /// that fewer leave the registers idle.
    private static final int LEAST_VECTORS = 4;

    /// Steps after which a stream looks whether its part has come back to states that it has passed.
    private static final int STEPS_BETWEEN = 32;

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
            case Solving.Parts _ -> parts(program, form, true);
            case Solving.Sequential() -> parts(program, form, false);
        };
    }

    /// How long a state is.
    public static Formula depth(StepProgram.State state) {
        return state.next().columns() instanceof Span.Features
                ? Formula.of("depth_" + state.next().name())
                : Formula.of(1);
    }

    private static List<Step> parts(StepProgram program, JvmForm form, boolean cut) {
        return Streams.isStream(program, form)
                ? with(new Step("width", depth(program.states().getFirst())), streams(program, form, cut))
                : tiles(program, form, cut);
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

    /// The formulas over `batches`, `steps`, `workers` and depths, in an order in which each can be worked
    /// out: the parts of a sequence, the rows of a tile, and the steps that are prepared at once.
    ///
    /// @param cut whether sequences may be cut into parts
    private static List<Step> tiles(StepProgram program, JvmForm form, boolean cut) {
        var full = Formula.of(rowTile(form));
        var side = Formula.of("workers").with(Operation.TIMES, full);
        return cut(
                new ScanCosts(program, form),
                1,
                cut,
                full,
                side.with(Operation.OVER, atLeastOne(Formula.of("batches"))),
                Math.max(4, ROWS_AHEAD / rowTile(form)));
    }

    /// The same for a stream of `width` numbers, each a recurrence of its own: a part per worker,
    /// and more only where a row of numbers is too short to fill the registers.
    ///
    /// @param cut whether sequences may be cut into parts
    private static List<Step> streams(StepProgram program, JvmForm form, boolean cut) {
        var side = Formula.of(LEAST_VECTORS * form.lanes()).with(Operation.CEIL, atLeastOne(Formula.of("width")));
        return with(
                new Step("side", side, false),
                cut(
                        new ScanCosts(program, form),
                        LEAST_VECTORS,
                        cut,
                        Formula.of("side"),
                        Formula.of("workers")
                                .with(Operation.TIMES, Formula.of("side"))
                                .with(Operation.OVER, atLeastOne(Formula.of("batches"))),
                        STEPS_BETWEEN));
    }

    /// Parts, if they are estimated to take less time than the steps one after the other.
    ///
    /// `alone` is what a step of all sequences costs then, and `aside` what it costs in `able` parts: the
    /// second iteration over them ends where a cell has forgotten, for which [#LEAST_STEPS] are allowed.
    ///
    /// @param vectors that a core works on at the same time
    /// @param full rows of a tile at most
    /// @param wanted parts that would keep all workers busy
    private static List<Step> cut(ScanCosts costs, int vectors, boolean cut, Formula full, Formula wanted, int chunk) {
        var chunks = new Step("chunk", Formula.of(chunk));
        if (!cut) {
            return List.of(
                    new Step("parts", Formula.of(1)),
                    new Step("rowTile", rowTile(full, Formula.of("batches"))),
                    chunks);
        }
        var able = Formula.of("able");
        var twice = Formula.of(SIXTEENTHS)
                .with(
                        Operation.PLUS,
                        Formula.of(SIXTEENTHS)
                                .with(
                                        Operation.MIN,
                                        Formula.of(SIXTEENTHS * LEAST_STEPS)
                                                .with(Operation.OVER, atLeastOne(Formula.of("length")))));
        var aside = all(costs, vectors, "rowsAside", Formula.of("batches").with(Operation.TIMES, able))
                .with(Operation.OVER, able)
                .with(Operation.TIMES_CAPPED, twice)
                .with(Operation.OVER, SIXTEENTHS);
        return List.of(
                new Step("load", costs.load(), false),
                new Step("rowsAlone", rowTile(full, Formula.of("batches")), false),
                new Step("alone", all(costs, vectors, "rowsAlone", Formula.of("batches")), false),
                new Step(
                        "able",
                        atLeastOne(
                                wanted.with(Operation.MIN, Formula.of("steps").with(Operation.OVER, LEAST_STEPS))),
                        false),
                new Step("length", Formula.of("steps").with(Operation.CEIL, able), false),
                new Step("rowsAside", rowTile(full, Formula.of("batches").with(Operation.TIMES, able)), false),
                new Step("aside", aside, false),
                new Step(
                        "parts",
                        atLeastOne(new Formula.AtLeast(Formula.of("aside"), Formula.of("alone"), Formula.of(1), able)
                                .estimated("parts")
                                .with(Operation.MIN, Formula.of("steps")))),
                new Step(
                        "rowTile",
                        new Formula.AtLeast(
                                Formula.of(1), Formula.of("parts"), Formula.of("rowsAlone"), Formula.of("rowsAside"))),
                chunks);
    }

    /// Rows of a tile, of which there are `full` at most: as many as leave every worker one.
    private static Formula rowTile(Formula full, Formula rows) {
        return atLeastOne(full.with(Operation.MIN, rows.with(Operation.CEIL, Formula.of("workers"))));
    }

    /// A step of all rows, in tiles of so many: as often as the busiest worker takes one.
    private static Formula all(ScanCosts costs, int vectors, String tile, Formula rows) {
        return costs.step(Formula.of(tile), Formula.of("load"), vectors)
                .with(
                        Operation.TIMES_CAPPED,
                        rows.with(Operation.CEIL, Formula.of(tile)).with(Operation.CEIL, Formula.of("workers")));
    }

    private static Formula atLeastOne(Formula number) {
        return Formula.of(1).with(Operation.MAX, number);
    }

    /// The same for windows of steps that are solved at once: the rows of a tile, the steps of a window,
    /// and the strips of lanes or chunks of steps that the linear recurrence of a window is cut into. There
    /// is a chunk more than workers: the first is solved while others are composed, and the last need not be.
    ///
    /// @param area numbers of one step's matrix, over the kernel's sizes
    /// @param size rows of the matrices, of which there are as many as lanes
    /// @param window what the spec asks for; 0 if it does not
    private static List<Step> windows(JvmForm form, Formula area, Formula size, int window) {
        var matrices = Formula.of("batches").with(Operation.TIMES, area);
        var near = Formula.of("workers")
                .with(Operation.TIMES_CAPPED, MOST_NEAR)
                .with(Operation.OVER, area.with(Operation.MAX, LEAST_AREA));
        var room = Formula.of(MOST_NUMBERS).with(Operation.OVER, atLeastOne(matrices));
        var steps = Formula.of("steps");
        var able = window == 0
                ? Formula.of(LEAST_WINDOW)
                        .with(Operation.MAX, near.with(Operation.MIN, room))
                        .with(Operation.MIN, steps)
                        .tuned("window", 1)
                : Formula.of(window);
        var share =
                Formula.of("workers").with(Operation.CEIL, Formula.of(1).with(Operation.MAX, Formula.of("batches")));
        var lanes = Formula.of("width").with(Operation.OVER, atLeastOne(size));
        var strips = atLeastOne(Formula.of("share").with(Operation.MIN, lanes.with(Operation.OVER, LEAST_STRIP)));
        var chunks = new Formula.AtLeast(
                Formula.of("share"),
                Formula.of(LEAST_SHARE).with(Operation.PLUS, size.with(Operation.OVER, ROWS_FOR_WORKER)),
                Formula.of("share").with(Operation.PLUS, 1),
                Formula.of(1));
        var rows = Formula.of("batches")
                .with(Operation.TIMES_CAPPED, Formula.of("window"))
                .with(Operation.OVER, Formula.of("workers"));
        return List.of(
                new Step("window", Formula.of(1).with(Operation.MAX, able.with(Operation.MIN, steps))),
                new Step(
                        "rowTile",
                        Formula.of(rowTile(form))
                                .with(Operation.MAX, Formula.of(ROWS_OF_WINDOW).with(Operation.MIN, rows))),
                new Step("share", share, false),
                new Step("strips", strips),
                new Step("chunks", new Formula.AtLeast(Formula.of("strips"), Formula.of(2), Formula.of(1), chunks)));
    }
}
