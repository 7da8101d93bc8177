package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How many runs the row tiles of a group are cut into where keys fold: one, whose state goes from tile to
/// tile (a serial prefix over the keys), or several that each begin with a state of their own (a
/// two-level prefix: all keys are folded first, and a scan joins what the runs have).
///
/// The cheapest of three is taken. What they cost is counted in products of a row tile with a key tile.
/// Keys before the first row fold either way, and are left out: `ownTiles` are those that rows come with.
///
/// Runs take equally long, so that the first has more tiles: early ones, behind which nothing is far, meet near
/// keys alone, about half of them on average.
///
/// @param tile what a row tile takes: it meets codes, and near keys as far as sizes say how many
/// @param start what the beginning of a run takes
/// @param fold what folding all keys first takes each worker
/// @param serial what one run per group takes
/// @param few what as many runs as keep all workers busy take
/// @param fewRuns how many those are for each group
/// @param many what four times as many take, of which none keeps others waiting long
/// @param manyRuns how many those are
/// @param runs how many there are for each group
/// @param fewestTiles how many row tiles a run has at least
/// @param mostTiles and at most
public record FoldRuns(
        int tile,
        int start,
        int fold,
        int serial,
        int few,
        int fewRuns,
        int many,
        int manyRuns,
        int runs,
        int fewestTiles,
        int mostTiles) {
    /// How many runs there are for each worker where they are many.
    private static final int MANY = 4;

    /// Codes and near keys are staged, a state copied and joined with the one before: about as much as
    /// two products of each key tile of codes, one of each of near keys.
    private static final int CODE_START = 2;

    /// Folding a key tile takes about half a product.
    private static final int FOLDS = 2;

    /// Several workers end apart by about an eighth of a run.
    private static final int WAIT = 8;

    /// The formulas, in order. Besides what [JvmSchedule#GIVEN] has they start from `codes` and
    /// `nearKeys`.
    ///
    /// @param sides on which keys fold
    static List<JvmSchedule.Step> steps(List<Far.Direction> sides) {
        var one = Formula.of(1);
        var tile = Formula.of("codeTiles").with(Operation.PLUS, Formula.of("nearTiles"));
        var start = Formula.of(CODE_START)
                .with(Operation.TIMES, Formula.of("codeTiles"))
                .with(Operation.PLUS, Formula.of("nearTiles"));
        var own = Formula.of("keysBound").with(Operation.MIN, Formula.of("queries"));
        var ownTiles = own.with(Operation.CEIL, Formula.of("keyTile"));
        var all = Formula.of("foldGroups")
                .with(Operation.TIMES_CAPPED, Formula.of("ownTiles"))
                .with(Operation.CEIL, Formula.of(FOLDS).with(Operation.TIMES_CAPPED, Formula.of("workers")));
        var steps = new ArrayList<>(List.of(
                step("codeTiles", Formula.of("codes").with(Operation.CEIL, Formula.of("keyTile"))),
                step("nearTiles", Formula.of("nearKeys").with(Operation.CEIL, Formula.of("keyTile"))),
                step("tileCost", one.with(Operation.MAX, tile)),
                step("startCost", start),
                step("behind", Formula.of("keysBound").with(Operation.LESS, own)),
                step("ownTiles", each(sides.size(), ownTiles)),
                step("foldGroups", one.with(Operation.MAX, Formula.of("groups"))),
                step("foldCost", all)));
        steps.addAll(work(sides));
        steps.addAll(List.of(
                step("serialCost", cost(one, Formula.of(0))),
                step("fewRuns", wanted(1)),
                step("fewCost", cost(Formula.of("fewRuns"), Formula.of("foldCost"))),
                step("manyRuns", wanted(MANY)),
                step("manyCost", cost(Formula.of("manyRuns"), Formula.of("foldCost"))),
                step("twoLevelCost", Formula.of("fewCost").with(Operation.MIN, Formula.of("manyCost"))),
                step("twoLevelRuns", atLeast("manyCost", "fewCost", Formula.of("fewRuns"), Formula.of("manyRuns"))),
                step(
                        "runsWanted",
                        atLeast("twoLevelCost", "serialCost", one, Formula.of("twoLevelRuns"))
                                .tuned("runs", 1)),
                kept("runs", Formula.of("rowTiles").with(Operation.MIN, Formula.of("runsWanted"))),
                kept(
                        "runWork",
                        Formula.of("rowsWork").with(Operation.OVER, one.with(Operation.MAX, Formula.of("runs"))))));
        return List.copyOf(steps);
    }

    /// What row tiles take, in halves of a product. Early ones are known where keys fold on the side before queries.
    private static List<JvmSchedule.Step> work(List<Far.Direction> sides) {
        var earlyRows = Formula.of("nearKeys")
                .with(Operation.LESS, Formula.of("behind"))
                .with(Operation.TIMES_CAPPED, Formula.of("group"));
        var earlyTiles =
                Formula.of("rowTiles").with(Operation.MIN, earlyRows.with(Operation.OVER, Formula.of("rowTile")));
        var early = Formula.of("nearTiles")
                .with(Operation.PLUS, Formula.of("behind").with(Operation.CEIL, Formula.of("keyTile")));
        var late = Formula.of("rowTiles")
                .with(Operation.LESS, Formula.of("earlyTiles"))
                .with(Operation.TIMES_CAPPED, Formula.of("tileWork"));
        boolean known = sides.equals(List.of(Far.Direction.BEFORE));
        return List.of(
                kept("earlyTiles", known ? earlyTiles : Formula.of(0)),
                kept("earlyWork", Formula.of(1).with(Operation.MAX, early)),
                kept("allEarlyWork", Formula.of("earlyTiles").with(Operation.TIMES_CAPPED, Formula.of("earlyWork"))),
                kept("tileWork", Formula.of(2).with(Operation.TIMES_CAPPED, Formula.of("tileCost"))),
                step("rowsWork", Formula.of("allEarlyWork").with(Operation.PLUS_CAPPED, late)));
    }

    /// The first row tile of `run`; of the run behind the last, how many tiles there are. No run is empty: each has
    /// the work of a tile at least, or else as many tiles as any other.
    ///
    /// @return numbers made of those of [#steps] that are kept, and of `run`; `tile` is the last
    public static List<JvmSchedule.Step> firstTile() {
        var before = Formula.of("before");
        var late = Formula.of("earlyTiles")
                .with(
                        Operation.PLUS,
                        before.with(Operation.LESS, Formula.of("allEarlyWork"))
                                .with(Operation.OVER, Formula.of("tileWork")));
        var even = Formula.of("run")
                .with(Operation.TIMES_CAPPED, Formula.of("rowTiles"))
                .with(Operation.OVER, Formula.of(1).with(Operation.MAX, Formula.of("runs")));
        return List.of(
                step("before", Formula.of("run").with(Operation.TIMES, Formula.of("runWork"))),
                step(
                        "byWork",
                        atLeast("allEarlyWork", "before", before.with(Operation.OVER, Formula.of("earlyWork")), late)),
                step("evenly", even),
                step("inside", atLeast("runWork", "tileWork", Formula.of("byWork"), Formula.of("evenly"))),
                step("tile", atLeast("run", "runs", Formula.of("rowTiles"), Formula.of("inside"))));
    }

    /// Every stretch folds keys of its own.
    private static Formula each(int stretches, Formula tiles) {
        return stretches == 1 ? tiles : Formula.of(stretches).with(Operation.TIMES_CAPPED, tiles);
    }

    private static JvmSchedule.Step step(String name, Formula value) {
        return new JvmSchedule.Step(name, value, false);
    }

    private static JvmSchedule.Step kept(String name, Formula value) {
        return new JvmSchedule.Step(name, value, true);
    }

    private static Formula atLeast(String left, String right, Formula then, Formula otherwise) {
        return new Formula.AtLeast(Formula.of(left), Formula.of(right), then, otherwise);
    }

    /// So many runs for each worker, of at least one tile each.
    private static Formula wanted(int forEach) {
        var enough = Formula.of(forEach)
                .with(Operation.TIMES_CAPPED, Formula.of("workers"))
                .with(Operation.CEIL, Formula.of("foldGroups"));
        return Formula.of(1).with(Operation.MAX, Formula.of("rowTiles").with(Operation.MIN, enough));
    }

    /// What `runs` runs of each group take: folding before them, rounds of workers, and the wait for the
    /// last.
    private static Formula cost(Formula runs, Formula before) {
        var folds = Formula.of(FOLDS).with(Operation.TIMES_CAPPED, runs);
        var run = Formula.of("rowsWork")
                .with(Operation.CEIL, Formula.of(2).with(Operation.TIMES_CAPPED, runs))
                .with(Operation.PLUS_CAPPED, Formula.of("startCost"))
                .with(Operation.PLUS_CAPPED, Formula.of("ownTiles").with(Operation.CEIL, folds));
        var rounds =
                Formula.of("foldGroups").with(Operation.TIMES_CAPPED, runs).with(Operation.CEIL, Formula.of("workers"));
        var wait = new Formula.AtLeast(
                Formula.of("workers"), Formula.of(2), run.with(Operation.OVER, WAIT), Formula.of(0));
        return before.with(Operation.PLUS_CAPPED, rounds.with(Operation.TIMES_CAPPED, run))
                .with(Operation.PLUS_CAPPED, wait);
    }

    /// How many keys a row that has far ones on every side visits one by one, where sizes alone say it; 0 where
    /// a param or a table does: INT over sizes.
    public static Value nearKeys(TileProgram program, Far.Folded folded) {
        var last = Values.max(Values.whole(0), Values.subtract(program.queries(), Values.whole(1)));
        var query = folded.stretches().size() > 1
                ? Values.apply(Op.DIV, last, Values.whole(2))
                : folded.stretches().getFirst().direction() == Far.Direction.BEFORE ? last : Values.whole(0);
        Value first = Values.whole(0);
        Value end = program.keys();
        for (var stretch : folded.stretches()) {
            var border = atQuery(stretch.border(), query);
            if (!Dependence.of(border).sizesAlone()) {
                return Values.whole(0);
            }
            var inside = Values.max(Values.whole(0), Values.min(border, program.keys()));
            switch (stretch.direction()) {
                case BEFORE -> first = inside;
                case AFTER -> end = inside;
            }
        }
        return Values.subtract(end, first);
    }

    private static Value atQuery(Value value, Value query) {
        return value.equals(Values.ramp(Axis.QUERY)) ? query : Children.map(value, child -> atQuery(child, query));
    }

    static FoldRuns of(Map<String, Integer> known) {
        int runs = known.getOrDefault("runs", 1);
        var tiles = IntStream.range(0, runs)
                .map(run -> firstTile(run + 1, known) - firstTile(run, known))
                .summaryStatistics();
        return new FoldRuns(
                known.getOrDefault("tileCost", 0),
                known.getOrDefault("startCost", 0),
                known.getOrDefault("foldCost", 0),
                known.getOrDefault("serialCost", 0),
                known.getOrDefault("fewCost", 0),
                known.getOrDefault("fewRuns", 1),
                known.getOrDefault("manyCost", 0),
                known.getOrDefault("manyRuns", 1),
                runs,
                runs > 0 ? tiles.getMin() : 0,
                runs > 0 ? tiles.getMax() : 0);
    }

    private static int firstTile(int run, Map<String, Integer> known) {
        var all = new HashMap<>(known);
        all.put("run", run);
        firstTile().forEach(step -> all.put(step.name(), step.value().in(all)));
        return all.getOrDefault("tile", 0);
    }
}
