package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.AtLeast;
import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.schedule.ScanSchedule.Step;
import dev.weft.codegen.tile.StepProgram;
import java.util.ArrayList;
import java.util.List;

/// The parts that sequences are cut into, and which of them go side by side.
///
/// Sequences or parts lie in rows, whose entries fill vectors, or they are interleaved, and vectors hold
/// the same number of many of them. For both, the time of one step after the other is estimated, and that
/// of parts: what is least is done.
///
/// @param cut whether sequences may be cut into parts
record PartsSchedule(StepProgram program, JvmForm form, boolean cut) {
    /// In this many of them an iteration over all parts is measured out.
    private static final int SIXTEENTHS = 16;

    /// Rows, steps times sequences, for which what needs no state is computed at once: whole register
    /// blocks, near enough to stay in the cache until their steps come.
    private static final int ROWS_AHEAD = 96;

    /// The steps of streams, and of interleaved rows.
    private static final int STEPS_BETWEEN = 32;

    /// Vectors of numbers that go side by side at least: each waits for its own step before, so
    /// that fewer leave the registers idle.
    private static final int LEAST_VECTORS = 4;

    /// A layout of sequences or parts side by side.
    ///
    /// @param name what the names of its numbers end in
    /// @param rows that go side by side, at most
    /// @param interleaved whether vectors hold one number of many rows: fewer rows take as long then
    private record Layout(String name, Formula rows, boolean interleaved) {}

    /// The formulas over `batches`, `steps`, `workers` and depths, in an order in which each can be worked
    /// out: the parts of a sequence, the rows that go side by side, whether they are interleaved, and the
    /// steps that are prepared at once.
    List<Step> steps() {
        var steps = new ArrayList<Step>();
        var rows = rows(steps);
        if (isInterleaved()) {
            steps.add(settled("load", costs().load()));
            estimate(new Layout("InRows", rows, false), steps);
            steps.add(settled(
                    "lanes",
                    Formula.of(LEAST_VECTORS)
                            .with(
                                    Operation.CEIL,
                                    ScanSchedule.atLeastOne(
                                            ScanSchedule.depth(program.states().getFirst())))
                            .with(Operation.TIMES, form.lanes())));
            estimate(new Layout("InLanes", Formula.of("lanes"), true), steps);
            compare(steps);
            choose(steps);
        } else if (cut) {
            steps.add(settled("load", costs().load()));
            estimate(new Layout("", rows, false), steps);
            choose(steps);
        } else {
            steps.add(new Step("parts", Formula.of(1)));
            steps.add(new Step("rowTile", rowTile(new Layout("", rows, false), Formula.of("batches"))));
        }
        steps.add(new Step("chunk", chunk()));
        return steps;
    }

    private boolean isInterleaved() {
        return Interleaving.has(program, form);
    }

    /// Rows that go side by side at most: as many as a register block of products has; or, where every number is a
    /// recurrence of its own, one, and more only where a row of numbers is too short to fill the registers.
    private Formula rows(List<Step> steps) {
        if (!isStream()) {
            return Formula.of(ScanSchedule.rowTile(form));
        }
        steps.add(new Step("width", ScanSchedule.depth(program.states().getFirst())));
        steps.add(settled(
                "side",
                Formula.of(LEAST_VECTORS * form.lanes())
                        .with(Operation.CEIL, ScanSchedule.atLeastOne(Formula.of("width")))));
        return Formula.of("side");
    }

    private boolean isStream() {
        return Streams.isStream(program, form);
    }

    /// Steps that are prepared at once, and after which a part looks whether it comes back to states that it has
    /// passed. Where rows are transposed, they fill whole vectors.
    private Formula chunk() {
        var between = Formula.of(STEPS_BETWEEN);
        if (isStream()) {
            return between;
        }
        var ahead = Formula.of(Math.max(4, ROWS_AHEAD / ScanSchedule.rowTile(form)));
        return isInterleaved() ? new AtLeast(Formula.of(1), Formula.of("interleaved"), ahead, between) : ahead;
    }

    private ScanCosts costs() {
        return new ScanCosts(program, form);
    }

    /// What a layout's steps are estimated to cost.
    ///
    /// `alone` is what a step of all sequences costs one after the other, and `aside` what it costs in
    /// `able` parts: the second iteration over them ends where a cell has forgotten, for which
    /// [ScanSchedule#LEAST_STEPS] are allowed.
    private void estimate(Layout layout, List<Step> steps) {
        var batches = Formula.of("batches");
        steps.add(settled("rowsAlone" + layout.name, rowTile(layout, batches)));
        steps.add(settled("alone" + layout.name, all(layout, "rowsAlone" + layout.name, batches)));
        if (!cut) {
            return;
        }
        var able = Formula.of("able" + layout.name);
        var wanted = Formula.of("workers")
                .with(Operation.TIMES, layout.rows)
                .with(Operation.OVER, ScanSchedule.atLeastOne(batches));
        var length = Formula.of("steps").with(Operation.CEIL, able);
        var again =
                Formula.of(SIXTEENTHS * ScanSchedule.LEAST_STEPS).with(Operation.OVER, ScanSchedule.atLeastOne(length));
        var twice = Formula.of(SIXTEENTHS)
                .with(Operation.PLUS, Formula.of(SIXTEENTHS).with(Operation.MIN, again));
        steps.add(settled(
                "able" + layout.name,
                ScanSchedule.atLeastOne(wanted.with(
                        Operation.MIN, Formula.of("steps").with(Operation.OVER, ScanSchedule.LEAST_STEPS)))));
        steps.add(settled("rowsAside" + layout.name, rowTile(layout, batches.with(Operation.TIMES, able))));
        steps.add(settled(
                "aside" + layout.name,
                all(layout, "rowsAside" + layout.name, batches.with(Operation.TIMES, able))
                        .with(Operation.OVER, able)
                        .with(Operation.TIMES_CAPPED, twice)
                        .with(Operation.OVER, SIXTEENTHS)));
    }

    /// A step of all rows, in tiles of so many: as often as the busiest worker takes one.
    private Formula all(Layout layout, String tile, Formula rows) {
        var one = layout.interleaved
                ? costs().interleaved(layout.rows, Formula.of("load"))
                : costs().step(Formula.of(tile), Formula.of("load"), isStream() ? LEAST_VECTORS : 1);
        return one.with(
                Operation.TIMES_CAPPED,
                rows.with(Operation.CEIL, Formula.of(tile)).with(Operation.CEIL, Formula.of("workers")));
    }

    /// Rows of a tile: as many as leave every worker one, unless fewer take as long.
    private static Formula rowTile(Layout layout, Formula rows) {
        return layout.interleaved
                ? layout.rows
                : ScanSchedule.atLeastOne(
                        layout.rows.with(Operation.MIN, rows.with(Operation.CEIL, Formula.of("workers"))));
    }

    /// The layout that takes less, for single steps and for parts.
    private void compare(List<Step> steps) {
        for (var way : cut ? List.of("alone", "aside") : List.of("alone")) {
            var title = way.equals("alone") ? "Alone" : "Aside";
            steps.add(settled(way, less(way, Formula.of(way + "InRows"), Formula.of(way + "InLanes"))));
            steps.add(settled("rows" + title, less(way, Formula.of("rows" + title + "InRows"), Formula.of("lanes"))));
        }
        if (cut) {
            steps.add(settled("able", less("aside", Formula.of("ableInRows"), Formula.of("ableInLanes"))));
        }
    }

    /// One number where rows take less, another where lanes do.
    private static Formula less(String way, Formula rows, Formula lanes) {
        return new AtLeast(Formula.of(way + "InLanes"), Formula.of(way + "InRows"), rows, lanes);
    }

    /// Parts, if they take less than single steps.
    private void choose(List<Step> steps) {
        if (cut) {
            steps.add(settled("length", Formula.of("steps").with(Operation.CEIL, Formula.of("able"))));
            steps.add(new Step(
                    "parts",
                    ScanSchedule.atLeastOne(
                            new AtLeast(Formula.of("aside"), Formula.of("alone"), Formula.of(1), Formula.of("able"))
                                    .estimated("parts")
                                    .with(Operation.MIN, Formula.of("steps")))));
        } else {
            steps.add(new Step("parts", Formula.of(1)));
        }
        if (isInterleaved()) {
            var better = new AtLeast(
                    where("aloneInLanes", "asideInLanes"),
                    where("aloneInRows", "asideInRows"),
                    Formula.of(1),
                    Formula.of("lanes"));
            var vectors = Formula.of("together").with(Operation.OVER, form.lanes());
            steps.add(settled("together", better.tuned("interleaved", 1)));
            steps.add(new Step("interleaved", ScanSchedule.atLeastOne(vectors.with(Operation.TIMES, form.lanes()))));
            steps.add(new Step(
                    "rowTile",
                    new AtLeast(
                            Formula.of(1),
                            Formula.of("interleaved"),
                            where("rowsAloneInRows", "rowsAsideInRows"),
                            Formula.of("interleaved"))));
        } else {
            steps.add(new Step("rowTile", where("rowsAlone", "rowsAside")));
        }
    }

    /// One number where there are no parts, another where there are.
    private Formula where(String alone, String aside) {
        return cut
                ? new AtLeast(Formula.of(1), Formula.of("parts"), Formula.of(alone), Formula.of(aside))
                : Formula.of(alone);
    }

    private static Step settled(String name, Formula value) {
        return new Step(name, value, false);
    }
}
