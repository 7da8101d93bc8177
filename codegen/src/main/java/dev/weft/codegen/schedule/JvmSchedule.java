package dev.weft.codegen.schedule;

import dev.weft.codegen.schedule.Formula.Operation;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tile sizes and splits for bound sizes.
///
/// @param rowTile rows of a tile; a multiple of the register block's rows unless there are fewer rows
/// @param strip neighbouring rows of a tile that meet only the keys which one of them may keep
/// @param keyTile keys of a tile; a multiple of the panel
/// @param rowTiles tiles per group
/// @param groups independent groups: batches times heads that share keys
/// @param packed whether keys and values are packed once for all row tiles, by a stage of its own
/// @param few whether keys stay as rows, each of which meets a few queries, instead of being transposed for many
/// @param parts into how many parts the keys of a row tile are split, to be merged by a last stage
public record JvmSchedule(
        JvmForm form,
        int rowTile,
        int strip,
        int keyTile,
        int rowTiles,
        int groups,
        boolean packed,
        boolean few,
        int parts) {
    /// What the steps start from: the program's own sizes, `keysBound` only where the sizes alone say how
    /// many keys there are, and the number of workers. Where keys fold, `codes` and `nearKeys` too; see
    /// [FoldRuns].
    public static final List<String> GIVEN = List.of("batches", "heads", "queries", "group", "keysBound", "workers");

    /// A number of the schedule, made of what is given and of steps before.
    ///
    /// @param kept whether the kernel needs it after it is bound
    public record Step(String name, Formula value, boolean kept) {}

    /// The rows that a tile has at least, where there are enough: whole register blocks, so few that rows, scores and
    /// one panel stay in the first-level cache.
    public static int fullRowTile(JvmForm form) {
        return form == JvmForm.SCALAR ? 32 : 48 / form.rowBlock() * form.rowBlock();
    }

    /// The rows that a tile has at most: so many that keys and values, which every tile of rows reads from the
    /// third-level cache or from memory, are seldom read, and so few that a tile stays in the second-level cache.
    /// With 144 rows instead of 48 attention over 4096 keys took 8 to 24 % less time (512-bit vectors, D = 64), the
    /// more the busier the machine's memory was.
    public static int greatestRowTile(JvmForm form) {
        return form == JvmForm.SCALAR ? fullRowTile(form) : 3 * fullRowTile(form);
    }

    /// Tiles of rows that each worker should find, so that all end together.
    private static final int TILES_PER_WORKER = 8;

    /// The rows of a strip: whole register blocks, few enough that hardly a product is for a pair that is not kept.
    public static int fullStrip(JvmForm form) {
        return form == JvmForm.SCALAR ? 8 : 24 / form.rowBlock() * form.rowBlock();
    }

    /// The keys that a tile has where there are enough.
    public static int fullKeyTile(JvmForm form) {
        return Math.max(128, 2 * form.panel());
    }

    /// Whether sizes alone say how many keys there are, no param and no table.
    public static boolean keysKnown(TileProgram program) {
        return Dependence.of(program.keys()).sizesAlone();
    }

    /// The formulas, in an order in which each can be worked out.
    public static List<Step> steps(JvmForm form, TileProgram program) {
        boolean keysKnown = keysKnown(program);
        var one = Formula.of(1);
        var rowTiles = Formula.of("rowTiles");
        var keyTile = Formula.of("keyTile");
        var steps = new ArrayList<Step>();
        var sharing = Formula.of("heads").with(Operation.OVER, one.with(Operation.MAX, Formula.of("group")));
        steps.add(new Step("groups", Formula.of("batches").with(Operation.TIMES, sharing), true));
        steps.add(new Step("rows", Formula.of("queries").with(Operation.EXACTLY_TIMES, Formula.of("group")), false));
        steps.addAll(rowTile(form, program));
        steps.add(new Step("rowTiles", Formula.of("rows").with(Operation.CEIL, Formula.of("rowTile")), true));
        steps.add(new Step("keyTile", keyTile(form, program), true));
        steps.add(new Step("keyRow", keyTile.with(Operation.PLUS, 16), true));
        var padded = Formula.of("keysBound").with(Operation.CEIL, keyTile).with(Operation.TIMES, keyTile);
        steps.add(new Step("keysPadded", keysKnown ? padded : Formula.of(0), true));
        steps.addAll(parts(program, keysKnown, rowTiles));
        if (program.far() instanceof Far.Folded folded) {
            steps.addAll(FoldRuns.steps(
                    folded.stretches().stream().map(Far.Stretch::direction).toList()));
        }
        return List.copyOf(steps);
    }

    /// Beside folded keys the tiles of keys are those that codes are cut into.
    private static Formula keyTile(JvmForm form, TileProgram program) {
        var full = Formula.of(fullKeyTile(form));
        return program.far() instanceof Far.Folded ? full : full.tuned("keyTile", form.panel());
    }

    /// The rows of a tile and of a strip. Beside folded keys a tile's first row decides which keys it reads one by
    /// one, so tiles stay short there, and are one strip.
    private static List<Step> rowTile(JvmForm form, TileProgram program) {
        var one = Formula.of(1);
        var rows = Formula.of("rows");
        var least = Formula.of(fullRowTile(form));
        var rowTile = Formula.of("rowTile");
        if (program.far() instanceof Far.Folded) {
            return List.of(
                    new Step("rowTile", one.with(Operation.MAX, least.with(Operation.MIN, rows)), true),
                    new Step("strip", rowTile, true));
        }
        var block = Formula.of(form.rowBlock());
        var all = Formula.of("groups").with(Operation.TIMES, rows);
        var share = all.with(Operation.CEIL, Formula.of(TILES_PER_WORKER).with(Operation.TIMES, Formula.of("workers")));
        var blocks = share.with(Operation.CEIL, block).with(Operation.TIMES, block);
        var most = Formula.of(greatestRowTile(form)).with(Operation.MIN, blocks);
        var wanted = Formula.of("rowsWanted");
        return List.of(
                new Step("rowsWanted", least.with(Operation.MAX, most).tuned("rowTile", form.rowBlock()), false),
                new Step("rowTile", one.with(Operation.MAX, wanted.with(Operation.MIN, rows)), true),
                new Step("strip", Formula.of(fullStrip(form)).tuned("strip", form.rowBlock()), true));
    }

    private static List<Step> parts(TileProgram program, boolean keysKnown, Formula rowTiles) {
        long loops = program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .count();
        if (loops != 1 || program.parts() > 0) {
            return List.of(new Step("parts", Formula.of(loops == 1 ? program.parts() : 1), true));
        }
        var tasks = Formula.of("tasks");
        var workers = Formula.of("workers");
        var busy = new Formula.AtLeast(
                tasks,
                Formula.of(2).with(Operation.TIMES, workers),
                Formula.of(1),
                Formula.of(4).with(Operation.TIMES, workers).with(Operation.CEIL, tasks));
        var twoTiles = Formula.of(2).with(Operation.TIMES, Formula.of("keyTile"));
        var wanted = Formula.of("wanted");
        var chosen =
                keysKnown ? wanted.with(Operation.MIN, Formula.of("keysBound").with(Operation.OVER, twoTiles)) : wanted;
        var all = Formula.of("groups").with(Operation.TIMES, rowTiles);
        return List.of(
                new Step("tasks", Formula.of(1).with(Operation.MAX, all), false),
                new Step("wanted", busy.tuned("parts", 1), false),
                new Step("parts", Formula.of(1).with(Operation.MAX, chosen), true));
    }

    /// When keys and values are packed: once several tiles of rows read them. Beside folded keys,
    /// whose rows see few others, only short texts are, and only if several runs of rows share
    /// them; else a worker stages near keys as it comes to them, which takes no more memory the
    /// longer a text is.
    public static String packedWhen(TileProgram program) {
        if (!keysKnown(program)) {
            return "false";
        }
        return program.far() instanceof Far.Folded ? "runs > 1 && keysBound <= " + SHORT_TEXT : "rowTiles > 1";
    }

    /// Keys up to which packing all of them costs less than staging some of them in several runs.
    private static final int SHORT_TEXT = 8192;

    private static boolean packed(TileProgram program, Map<String, Integer> known) {
        if (!keysKnown(program)) {
            return false;
        }
        return program.far() instanceof Far.Folded
                ? known.getOrDefault("runs", 1) > 1 && known.getOrDefault("keysBound", 0) <= SHORT_TEXT
                : known.getOrDefault("rowTiles", 0) > 1;
    }

    /// Rows of a tile up to which transposing a key costs more than it saves.
    private static final int FEW_ROWS = 8;

    /// When keys stay as rows: where the only tile of rows has few of them, as in decoding.
    public static String fewWhen(TileProgram program) {
        return program.far() instanceof Far.Folded ? "false" : "rowTiles == 1 && rowTile <= " + FEW_ROWS;
    }

    /// The schedule of a kernel.
    ///
    /// @param given a number for each of [#GIVEN]; any for `keysBound` if a table or a param decides the
    ///     keys
    public static JvmSchedule of(JvmForm form, TileProgram program, Map<String, Integer> given) {
        var known = known(form, program, given);
        int rowTile = known.getOrDefault("rowTile", 0);
        int rowTiles = known.getOrDefault("rowTiles", 0);
        return new JvmSchedule(
                form,
                rowTile,
                known.getOrDefault("strip", 0),
                known.getOrDefault("keyTile", 0),
                rowTiles,
                known.getOrDefault("groups", 0),
                packed(program, known),
                form != JvmForm.SCALAR
                        && !(program.far() instanceof Far.Folded)
                        && rowTiles == 1
                        && rowTile <= FEW_ROWS,
                known.getOrDefault("parts", 1));
    }

    /// The runs of row tiles beside folded keys.
    public static FoldRuns runs(JvmForm form, TileProgram program, Map<String, Integer> given) {
        return FoldRuns.of(known(form, program, given));
    }

    private static Map<String, Integer> known(JvmForm form, TileProgram program, Map<String, Integer> given) {
        var known = new HashMap<>(given);
        for (var step : steps(form, program)) {
            known.put(step.name(), step.value().in(known));
        }
        return known;
    }
}
