package dev.weft.cli.explain;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.run.Flops;
import dev.weft.cli.run.KeptPairs;
import dev.weft.cli.run.Quantity;
import dev.weft.cli.run.TunedBy;
import dev.weft.cli.run.Work;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.explain.FoldedKeys;
import dev.weft.codegen.explain.TileClasses;
import dev.weft.codegen.schedule.FoldRuns;
import dev.weft.codegen.schedule.JvmSchedule;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.dsl.model.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What an attention costs for bound sizes.
final class AttentionCost {
    private static final int PICTURE_COLUMNS = 48;
    private static final int PICTURE_ROWS = 24;

    private final Bound bound;
    private final TileProgram tiles;
    private final TunedBy tuned;
    private final int threads = Schedules.threads();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Roofline> roofline = new ArrayList<>();

    private AttentionCost(Bound bound, TileProgram tiles, TunedBy tuned) {
        this.bound = bound;
        this.tiles = tiles;
        this.tuned = tuned;
    }

    static Cost of(Program program, Bound bound, TunedBy tuned) {
        var cost = new AttentionCost(bound, Pipeline.tiles(program, bound.attention()), tuned);
        cost.add("for", bound.describe());
        cost.schedule();
        var folded = FoldedKeys.of(cost.tiles, bound.sizes(), bound.params());
        if (folded.isPresent()) {
            cost.folded(folded.get());
        } else if (!MaskTables.of(bound.attention()).isEmpty()) {
            cost.add("work", "`keep` reads a table: how many pairs count is known when it runs");
        } else {
            cost.work(KeptPairs.of(bound, Map.of()));
        }
        return new Cost(cost.entries, cost.roofline);
    }

    private void add(String topic, String text) {
        entries.add(new Entry(topic, text));
    }

    private void roof(double flops) {
        var measured = Roofline.measured(flops, Flops.bytes(bound), threads);
        entries.addAll(measured.entries());
        roofline.add(measured);
    }

    private void schedule() {
        var form = Schedules.form();
        var schedule = Schedules.of(tiles, bound, tuned);
        add(
                "schedule",
                "%s: tiles of %d rows%s and %d keys, register blocks of %d x %d; %d groups of %d tiles on %d threads"
                        .formatted(
                                form,
                                schedule.rowTile(),
                                schedule.strip() < schedule.rowTile() ? " in strips of " + schedule.strip() : "",
                                schedule.keyTile(),
                                form.rowBlock(),
                                form.panel(),
                                schedule.groups(),
                                schedule.rowTiles(),
                                threads));
        entries.addAll(Schedules.told(tuned));
        add("packing", packing(schedule));
        if (schedule.parts() > 1) {
            add(
                    "split",
                    tiles.parts() > 0
                            ? "the keys in %d parts, merged exactly: the spec asks for them".formatted(schedule.parts())
                            : "the keys in %d parts, merged exactly: %d tiles of rows are too few for %d threads"
                                    .formatted(schedule.parts(), schedule.groups() * schedule.rowTiles(), threads));
        }
        if (tiles.far() instanceof Far.Folded) {
            prefix(Schedules.runs(tiles, bound, tuned), schedule.groups());
            return;
        }
        TileClasses.of(tiles, bound.sizes(), bound.params(), schedule.rowTile(), schedule.keyTile())
                .ifPresentOrElse(
                        this::classes, () -> add("tiles", "their classes depend on a table: known when it runs"));
    }

    /// How the sums of folded keys go along the rows, and what each way costs.
    private void prefix(FoldRuns runs, int groups) {
        add(
                "prefix",
                runs.runs() > 1
                        ? "two-level: %d groups in %d runs of %s tiles of rows; each begins with what lies before it, folded first and joined by a scan"
                                .formatted(groups, runs.runs(), tiles(runs))
                        : "serial: the state of each of %d groups goes from tile to tile".formatted(groups));
        add(
                "prefix",
                "costs, in products of a tile of rows with a tile of keys: serial %d; two-level %d with %d runs, %d with %d"
                        .formatted(runs.serial(), runs.few(), runs.fewRuns(), runs.many(), runs.manyRuns()));
        add(
                "prefix",
                "made of %d for each tile of rows, less where nothing is far yet, %d to begin a run, half of one for each tile of keys that folds on the way, %d to fold all first; an eighth of a run to wait for the last"
                        .formatted(runs.tile(), runs.start(), runs.fold()));
    }

    private static String tiles(FoldRuns runs) {
        return runs.fewestTiles() == runs.mostTiles()
                ? Integer.toString(runs.mostTiles())
                : runs.fewestTiles() + " to " + runs.mostTiles();
    }

    private String packing(JvmSchedule schedule) {
        if (schedule.packed()) {
            return "keys and values are packed once per group, for its %d tiles of rows".formatted(schedule.rowTiles());
        }
        if (tiles.far() instanceof Far.Folded) {
            return "near keys are packed as a worker comes to them, and kept while they are near";
        }
        return (schedule.few()
                        ? "keys and values stay rows, since few queries read them: "
                        : "keys and values are packed as they are visited: ")
                + (JvmSchedule.keysKnown(tiles)
                        ? "one tile of rows alone reads them"
                        : "a table or a param says how many there are");
    }

    private void classes(TileClasses classes) {
        add(
                "tiles",
                "%s full, %s mixed, %s empty and not visited"
                        .formatted(
                                Quantity.count(classes.full()),
                                Quantity.count(classes.mixed()),
                                Quantity.count(classes.empty())));
        add("", "# full, + mixed, . empty");
        classes.picture(PICTURE_COLUMNS, PICTURE_ROWS).forEach(line -> add("", line));
    }

    /// Folded keys cost what their codes do, and the search for each key's code.
    private void folded(FoldedKeys folded) {
        var kept = !MaskTables.of(bound.attention()).isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(KeptPairs.of(bound, Map.of()).count());
        var work = Work.folded(folded, bound, kept);
        add("work", work.describe());
        add(
                "memory",
                "on a device %s states of codes, which take %s"
                        .formatted(Quantity.count(folded.states()), Quantity.of(folded.bytes(), "B")));
        if (folded.known()) {
            roof(work.flops());
        }
    }

    private void work(KeptPairs pairs) {
        double flops = pairs.count() * Flops.perPair(bound);
        add(
                "work",
                "%s%s kept pairs, %d flops each: %s"
                        .formatted(
                                pairs.exact() ? "" : "about ",
                                Quantity.count(pairs.count()),
                                Flops.perPair(bound),
                                Quantity.of(flops, "FLOP")));
        roof(flops);
    }
}
