package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Truths;
import java.util.List;

/// Writes how far keys are folded: into counts, and means in double precision, one state per worker that
/// moves on from a tile of rows to the next.
///
/// Where there are fewer groups than workers, a group's tiles are cut into runs. What each run adds is
/// folded first, by all workers; then the states are joined, so that each run starts where the one before
/// ends.
final class FoldCode {
    private static final String ARGUMENTS = "(JvmArguments arguments, Shared shared, Worker w)";
    private static final String TASK = "(int task, JvmArguments arguments, Shared shared, Worker w)";

    private final TileProgram program;
    private final Names names;
    private final Rotations rotations;

    FoldCode(TileProgram program, Names names, Rotations rotations) {
        this.program = program;
        this.names = names;
        this.rotations = rotations;
    }

    List<Text> methods() {
        return program.far() instanceof Far.Folded folded
                ? List.of(
                        border(folded),
                        runBorder(),
                        fold(folded),
                        foldRun(folded),
                        joinRuns(folded),
                        show(folded),
                        advance(folded))
                : List.of();
    }

    /// The stage in which rows meet codes and near keys.
    Text attend(int loops) {
        var folded = (Far.Folded) program.far();
        var text = new Text()
                .line("// A run of row tiles: each meets the codes of its far keys, then its near keys.")
                .open("private void attend" + TASK)
                .line("group(task / runs, w);")
                .lines(AssignCode.tables(program))
                .line("final int run = task % runs;")
                .line("w.shown = false;")
                .open("if (runs > 1)")
                .line("w.folded = runBorder(run, arguments, w);")
                .line("System.arraycopy(shared.foldedCounts[task], 0, w.foldedCounts, 0, codes);");
        for (var mean : folded.means()) {
            var state = state(mean);
            text.line("System.arraycopy(shared." + state + "[task], 0, w." + state + ", 0, w." + state + ".length);");
        }
        text.orElse().line("w.folded = 0;").line("Arrays.fill(w.foldedCounts, 0);");
        for (var mean : folded.means()) {
            text.line("Arrays.fill(w." + state(mean) + ", 0);");
        }
        text.close()
                .line("final int end = Math.min(rowTiles, (run + 1) * runTiles);")
                .open("for (int tile = run * runTiles; tile < end; tile++)")
                .line("rows(tile, w);")
                .line("advance(arguments, shared, w);")
                .line("before(arguments, shared, w);");
        for (int n = 0; n < loops; n++) {
            text.line("loop" + n + "(arguments, shared, w);");
        }
        return text.line("after(arguments, shared, w);").close().close();
    }

    static String state(Far.Mean mean) {
        return "folded_" + mean.table();
    }

    private Text border(Far.Folded folded) {
        var scope = new Scope(names);
        var body = new Text();
        var code = new ScalarCode(names, scope, false)
                .code(folded.border(), Point.uniform().withAxis(Axis.QUERY, "query"), body);
        var block = folded.block() == 1 ? "" : " / " + folded.block() + " * " + folded.block();
        return new Text()
                .line("// How many keys a tile whose least query this is has behind it: whole blocks, all far.")
                .open("private int border(int query, JvmArguments arguments, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .line("return Math.max(0, Math.min(keysBound, " + code + "))" + block + ";")
                .close();
    }

    private static Text runBorder() {
        return new Text()
                .line("// The border of a run's first tile.")
                .open("private int runBorder(int run, JvmArguments arguments, Worker w)")
                .line("return border(run * runTiles * rowTile / group, arguments, w);")
                .close();
    }

    private Text fold(Far.Folded folded) {
        var scope = new Scope(names);
        var body = new Text();
        StageCode.thetas(body, folded.staged(), rotations);
        body.open("for (int first = from; first < to; first += keyTile)")
                .line("w.firstKey = first;")
                .line("final int count = Math.min(keyTile, to - first);")
                .open("for (int c = 0; c < count; c++)");
        var always = Truths.isTrue(folded.folds());
        if (!always) {
            body.open("if (" + new ScalarCode(names, scope, false).code(folded.folds(), Point.ofKey("c"), body) + ")");
        }
        new LinePass(names, rotations, scope, false, body).key(folded.staged());
        body.line("final int code = "
                        + Storage.read(
                                ElementType.I32, scope.tensor(folded.codes()), "(long) w.g * keysBound + first + c")
                        + ";")
                .line("counts[code]++;")
                .line("final double share = 1.0 / counts[code];");
        for (var mean : folded.means()) {
            var depth = "depth_" + mean.value().name();
            var row = scope.worker("float[]", "row_" + mean.value().name());
            body.open("for (int d = 0, at = code * " + depth + "; d < " + depth + "; d++, at++)")
                    .line(state(mean) + "[at] += (" + row + "[d] - " + state(mean) + "[at]) * share;")
                    .close();
        }
        if (!always) {
            body.close();
        }
        body.close().close().line(LapCode.keys());
        return new Text()
                .line("// Folds keys into a state: each moves its code's mean by its share.")
                .open("private void fold(JvmArguments arguments, Shared shared, Worker w, int[] counts, "
                        + parameters(folded) + "int from, int to)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    private static String parameters(Far.Folded folded) {
        var text = new StringBuilder();
        folded.means()
                .forEach(mean -> text.append("double[] ").append(state(mean)).append(", "));
        return text.toString();
    }

    private static String states(Far.Folded folded, String owner, String index) {
        var text = new StringBuilder(owner + ".foldedCounts" + index + ", ");
        folded.means()
                .forEach(mean -> text.append(owner)
                        .append('.')
                        .append(state(mean))
                        .append(index)
                        .append(", "));
        return text.toString();
    }

    private Text foldRun(Far.Folded folded) {
        var text = new Text()
                .line("// Folds what lies between the border of a run and that of the run before.")
                .open("private void foldRun" + TASK)
                .line("group(task / runs, w);")
                .lines(AssignCode.tables(program))
                .line("final int run = task % runs;")
                .line("Arrays.fill(shared.foldedCounts[task], 0);");
        for (var mean : folded.means()) {
            text.line("Arrays.fill(shared." + state(mean) + "[task], 0);");
        }
        return text.line("final int from = run == 0 ? 0 : runBorder(run - 1, arguments, w);")
                .line("fold(arguments, shared, w, " + states(folded, "shared", "[task]")
                        + "from, runBorder(run, arguments, w));")
                .close();
    }

    private static Text joinRuns(Far.Folded folded) {
        var text = new Text()
                .line("// Adds to each run's state what the runs before it have folded.")
                .open("private void joinRuns" + TASK)
                .open("for (int slot = task * runs + 1; slot < (task + 1) * runs; slot++)")
                .line("final int[] before = shared.foldedCounts[slot - 1];")
                .line("final int[] counts = shared.foldedCounts[slot];")
                .open("for (int s = 0; s < codes; s++)")
                .open("if (before[s] > 0)")
                .line("counts[s] += before[s];")
                .line("final double share = (double) before[s] / counts[s];");
        for (var mean : folded.means()) {
            var depth = "depth_" + mean.value().name();
            text.line("final double[] old_" + mean.table() + " = shared." + state(mean) + "[slot - 1];")
                    .line("final double[] new_" + mean.table() + " = shared." + state(mean) + "[slot];")
                    .open("for (int at = s * " + depth + "; at < (s + 1) * " + depth + "; at++)")
                    .line("new_" + mean.table() + "[at] += (old_" + mean.table() + "[at] - new_" + mean.table()
                            + "[at]) * share;")
                    .close();
        }
        return text.close().close().close().line(LapCode.merge()).close();
    }

    private static Text show(Far.Folded folded) {
        var text = new Text()
                .line("// Writes the state where rows read it.")
                .open("private void show(Worker w)")
                .open("for (int s = 0; s < codes; s++)")
                .line(Storage.write(ElementType.I32, "w." + Names.made(folded.counts()), "s", "w.foldedCounts[s]"))
                .close();
        for (var mean : folded.means()) {
            text.open("for (int at = 0; at < w." + state(mean) + ".length; at++)")
                    .line(Storage.write(
                            ElementType.F32, "w." + Names.made(mean.table()), "at", "w." + state(mean) + "[at]"))
                    .close();
        }
        return text.close();
    }

    private static Text advance(Far.Folded folded) {
        return new Text()
                .line("// Takes the state on to the border of the tile, and stages the codes anew where it has moved.")
                .open("private void advance" + ARGUMENTS)
                .line("final int end = border(w.leastQuery, arguments, w);")
                .open("if (end > w.folded)")
                .line("fold(arguments, shared, w, " + states(folded, "w", "") + "w.folded, end);")
                .line("w.folded = end;")
                .line("w.shown = false;")
                .close()
                .open("if (w.folded > 0 && !w.shown)")
                .line("show(w);")
                .line("w.firstKey = 0;")
                .line("aimCodes(w);")
                .line("stage0(arguments, shared, w, codes);")
                .line("w.shown = true;")
                .line(LapCode.keys())
                .close()
                .close();
    }
}
