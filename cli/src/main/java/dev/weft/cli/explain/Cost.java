package dev.weft.cli.explain;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.run.Flops;
import dev.weft.cli.run.KeptPairs;
import dev.weft.cli.run.Mentions;
import dev.weft.cli.run.Quantity;
import dev.weft.cli.run.Work;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.explain.FoldedKeys;
import dev.weft.codegen.explain.TileClasses;
import dev.weft.codegen.schedule.Formula;
import dev.weft.codegen.schedule.JvmSchedule;
import dev.weft.codegen.schedule.ScanSchedule;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// What holds for bound sizes: the schedule, the tile classes as a picture, the work and the roofline it
/// sits under.
public final class Cost {
    private static final int PICTURE_COLUMNS = 48;
    private static final int PICTURE_ROWS = 24;

    private final Bound bound;
    private final TileProgram tiles;
    private final int threads = Schedules.threads();
    private final List<String> lines = new ArrayList<>();

    private Cost(Bound bound, TileProgram tiles) {
        this.bound = bound;
        this.tiles = tiles;
    }

    /// The lines for a kernel with sizes.
    public static List<String> of(Program program, Bound bound) {
        return switch (bound.kernel()) {
            case Attention _ -> attention(program, bound);
            case Scan scan -> scan(Pipeline.steps(program, scan), scan, bound);
        };
    }

    private static List<String> scan(StepProgram steps, Scan scan, Bound bound) {
        int threads = Schedules.threads();
        var given = new LinkedHashMap<String, Integer>();
        given.put("batches", (int) bound.size(scan.batches()));
        given.put("steps", (int) bound.size(scan.steps()));
        given.put("workers", threads);
        for (var state : steps.states()) {
            if (ScanSchedule.depth(state) instanceof Formula.Named(var name)
                    && state.next().columns() instanceof Span.Features(var size)) {
                given.put(name, (int)
                        TileClasses.size(size, bound.sizes(), bound.params()).orElse(0));
            }
        }
        var work = Work.of(bound, Map.of());
        var lines = new ArrayList<String>();
        lines.add(Explanation.line("for", bound.describe()));
        lines.add(Explanation.line(
                "schedule", Schedules.form() + ": " + ScanExplanation.schedule(Schedules.form(), steps, given)));
        lines.add(Explanation.line("work", work.describe()));
        lines.addAll(Roofline.of(work.flops(), Flops.bytes(bound), threads));
        return List.copyOf(lines);
    }

    private static List<String> attention(Program program, Bound bound) {
        var cost = new Cost(bound, Pipeline.tiles(program, bound.attention()));
        cost.add("for", bound.describe());
        cost.schedule();
        var folded = FoldedKeys.of(cost.tiles, bound.sizes(), bound.params());
        if (folded.isPresent()) {
            cost.folded(folded.get());
        } else if (readsTable(bound)) {
            cost.add("work", "`keep` reads a table: how many pairs count is known when it runs");
        } else {
            cost.work(KeptPairs.of(bound, Map.of()));
        }
        return List.copyOf(cost.lines);
    }

    private static boolean readsTable(Bound bound) {
        Predicate<Term> reads = term -> term instanceof Term.Element;
        var kernel = bound.attention();
        return Mentions.any(kernel.keys(), reads)
                || Mentions.any(kernel.exists(), reads)
                || Mentions.any(kernel.keep(), reads);
    }

    private void add(String topic, String text) {
        lines.add(Explanation.line(topic, text));
    }

    private void schedule() {
        var form = Schedules.form();
        var schedule = Schedules.of(tiles, bound);
        add(
                "schedule",
                "%s: tiles of %d rows and %d keys, register blocks of %d x %d; %d groups of %d tiles on %d threads"
                        .formatted(
                                form,
                                schedule.rowTile(),
                                schedule.keyTile(),
                                form.rowBlock(),
                                form.panel(),
                                schedule.groups(),
                                schedule.rowTiles(),
                                threads));
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
            return;
        }
        TileClasses.of(tiles, bound.sizes(), bound.params(), schedule.rowTile(), schedule.keyTile())
                .ifPresentOrElse(
                        this::classes, () -> add("tiles", "their classes depend on a table: known when it runs"));
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
                "%s full (#), %s mixed (+), %s empty and not visited (.)"
                        .formatted(
                                Quantity.count(classes.full()),
                                Quantity.count(classes.mixed()),
                                Quantity.count(classes.empty())));
        classes.picture(PICTURE_COLUMNS, PICTURE_ROWS).forEach(line -> add("", line));
    }

    /// Folded keys cost what their codes do, and the search for each key's code.
    private void folded(FoldedKeys folded) {
        var kept = readsTable(bound)
                ? OptionalDouble.empty()
                : OptionalDouble.of(KeptPairs.of(bound, Map.of()).count());
        var work = Work.folded(folded, bound, kept);
        add("work", work.describe());
        if (!folded.known()) {
            return;
        }
        add(
                "memory",
                "on a device %s states of codes, which take %s"
                        .formatted(Quantity.count(folded.states()), Quantity.of(folded.bytes(), "B")));
        lines.addAll(Roofline.of(work.flops(), Flops.bytes(bound), threads));
    }

    private void work(KeptPairs pairs) {
        double flops = pairs.count() * Flops.perPair(bound);
        double bytes = Flops.bytes(bound);
        add(
                "work",
                "%s%s kept pairs, %d flops each: %s"
                        .formatted(
                                pairs.exact() ? "" : "about ",
                                Quantity.count(pairs.count()),
                                Flops.perPair(bound),
                                Quantity.of(flops, "FLOP")));
        lines.addAll(Roofline.of(flops, bytes, threads));
    }
}
