package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.List;
import java.util.Map;

/// How many runs the row tiles of a group are cut into where keys fold: one, whose state goes from tile to
/// tile (a serial prefix over the keys), or several that each begin with a state of their own (a
/// two-level prefix: all keys are folded first, and a scan joins what the runs have).
///
/// The cheapest of three is taken. What they cost is counted in products of a row tile with a key tile.
/// Keys before the first row fold either way, and are left out: `ownTiles` are those that rows come with.
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
/// @param runTiles how many row tiles a run has
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
        int runTiles) {
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
    /// @param stretches on how many sides of a query keys fold
    static List<JvmSchedule.Step> steps(int stretches) {
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
        return List.of(
                step("codeTiles", Formula.of("codes").with(Operation.CEIL, Formula.of("keyTile"))),
                step("nearTiles", Formula.of("nearKeys").with(Operation.CEIL, Formula.of("keyTile"))),
                step("tileCost", one.with(Operation.MAX, tile)),
                step("startCost", start),
                step("ownTiles", each(stretches, ownTiles)),
                step("foldGroups", one.with(Operation.MAX, Formula.of("groups"))),
                step("foldCost", all),
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
                new JvmSchedule.Step("runTiles", one.with(Operation.MAX, perRun(Formula.of("runsWanted"))), true),
                new JvmSchedule.Step(
                        "runs", Formula.of("rowTiles").with(Operation.CEIL, Formula.of("runTiles")), true));
    }

    /// Every stretch folds keys of its own.
    private static Formula each(int stretches, Formula tiles) {
        return stretches == 1 ? tiles : Formula.of(stretches).with(Operation.TIMES_CAPPED, tiles);
    }

    private static JvmSchedule.Step step(String name, Formula value) {
        return new JvmSchedule.Step(name, value, false);
    }

    private static Formula atLeast(String left, String right, Formula then, Formula otherwise) {
        return new Formula.AtLeast(Formula.of(left), Formula.of(right), then, otherwise);
    }

    private static Formula perRun(Formula runs) {
        return Formula.of("rowTiles").with(Operation.CEIL, runs);
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
        var run = perRun(runs)
                .with(Operation.TIMES_CAPPED, Formula.of("tileCost"))
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
        return new FoldRuns(
                known.getOrDefault("tileCost", 0),
                known.getOrDefault("startCost", 0),
                known.getOrDefault("foldCost", 0),
                known.getOrDefault("serialCost", 0),
                known.getOrDefault("fewCost", 0),
                known.getOrDefault("fewRuns", 1),
                known.getOrDefault("manyCost", 0),
                known.getOrDefault("manyRuns", 1),
                known.getOrDefault("runs", 1),
                known.getOrDefault("runTiles", 1));
    }
}
