package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.FoldRuns;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.List;

/// Writes how workers share the rows of a group whose far keys are folded: its tiles are cut into
/// runs that take equally long. What each run adds is folded first, by all workers; then a scan over the
/// runs joins the states, so that each starts where the one before ends. The keys after a run are joined from
/// the last run on.
final class RunsCode {
    private static final String TASK = "(int task, JvmArguments arguments, Shared shared, Worker w)";

    /// Codes whose states one task joins.
    static final int SLICE = 64;

    private final TileProgram program;
    private final FoldCode fold;

    RunsCode(TileProgram program, FoldCode fold) {
        this.program = program;
        this.fold = fold;
    }

    List<Text> methods() {
        var methods = new ArrayList<>(List.of(firstTile()));
        for (var stretch : fold.stretches()) {
            methods.addAll(List.of(query(stretch), runBorder(stretch), foldRun(stretch), joinRuns(stretch)));
        }
        return methods;
    }

    private static Text firstTile() {
        var text = new Text()
                .line("// The first row tile of a run: early runs have more tiles, which meet fewer keys.")
                .open("private int firstTile(int run)");
        FoldRuns.firstTile()
                .forEach(step -> text.line(
                        "final int " + step.name() + " = " + step.value().java() + ";"));
        return text.line("return tile;").close();
    }

    /// The query of a run whose border is the run's.
    private static String queryOf(StretchCode stretch, String run) {
        return (stretch.after() ? "lastQuery" : "firstQuery") + "(" + run + ")";
    }

    private static Text query(StretchCode stretch) {
        return stretch.after()
                ? new Text()
                        .line("// The greatest query of a run.")
                        .open("private int lastQuery(int run)")
                        .line("return (Math.min(queries * group, firstTile(run + 1) * rowTile) - 1) / group;")
                        .close()
                : new Text()
                        .line("// The least query of a run.")
                        .open("private int firstQuery(int run)")
                        .line("return firstTile(run) * rowTile / group;")
                        .close();
    }

    private static Text runBorder(StretchCode stretch) {
        return new Text()
                .line("// The border of a run's " + (stretch.after() ? "last" : "first") + " tile.")
                .open("private int " + stretch.on("runBorder") + "(int run, JvmArguments arguments, Worker w)")
                .line("return " + stretch.on("border") + "(" + queryOf(stretch, "run") + ", arguments, w);")
                .close();
    }

    /// The run that is joined before `run`.
    private static String neighbour(StretchCode stretch) {
        return stretch.after() ? "run + 1" : "run - 1";
    }

    private Text foldRun(StretchCode stretch) {
        boolean after = stretch.after();
        var other = neighbour(stretch);
        var text = new Text()
                .line("// Folds what lies between the border of a run and that of the run "
                        + (after ? "after" : "before") + ".")
                .open("private void " + stretch.on("foldRun") + TASK)
                .line("group(task / runs, w);")
                .lines(AssignCode.tables(program))
                .line("final int run = task % runs;")
                .line("Arrays.fill(shared." + stretch.on("foldedCounts") + "[task], 0);");
        for (var mean : stretch.means()) {
            text.line("Arrays.fill(shared." + StretchCode.state(mean) + "[task], 0);");
        }
        var outermost = after ? "run == runs - 1" : "run == 0";
        var alone = fold.labelled()
                ? outermost + " || !alike(" + queryOf(stretch, other) + ", " + queryOf(stretch, "run")
                        + ", arguments, w)"
                : outermost;
        var border = stretch.on("runBorder") + "(" + other + ", arguments, w)";
        var own = stretch.on("runBorder") + "(run, arguments, w)";
        text.line("final int " + (after ? "to" : "from") + " = " + alone + " ? " + (after ? "keysBound" : "0") + " : "
                + border + ";");
        return text.line(stretch.folding(
                        "shared", "[task]", queryOf(stretch, "run"), after ? own : "from", after ? "to" : own))
                .close();
    }

    private Text joinRuns(StretchCode stretch) {
        var other = neighbour(stretch);
        var text = new Text()
                .line("// Adds to each run's state what the runs " + (stretch.after() ? "after" : "before")
                        + " it have folded: some codes of all runs of a group.")
                .open("private void " + stretch.on("joinRuns") + TASK)
                .line("final int slices = Math.ceilDiv(codes, " + SLICE + ");")
                .line("group(task / slices, w);")
                .line("final int least = task % slices * " + SLICE + ";")
                .line("final int most = Math.min(codes, least + " + SLICE + ");")
                .open(
                        stretch.after()
                                ? "for (int run = runs - 2; run >= 0; run--)"
                                : "for (int run = 1; run < runs; run++)");
        if (fold.labelled()) {
            text.open("if (!alike(" + queryOf(stretch, other) + ", " + queryOf(stretch, "run") + ", arguments, w))")
                    .line("continue;")
                    .close();
        }
        var counts = "shared." + stretch.on("foldedCounts");
        var before = stretch.after() ? "slot + 1" : "slot - 1";
        text.line("final int slot = w.g * runs + run;")
                .line("final int[] before = " + counts + "[" + before + "];")
                .line("final int[] counts = " + counts + "[slot];");
        for (var mean : stretch.means()) {
            var state = "shared." + StretchCode.state(mean);
            text.line("final double[] old_" + mean.table() + " = " + state + "[" + before + "];")
                    .line("final double[] new_" + mean.table() + " = " + state + "[slot];");
        }
        text.open("for (int s = least; s < most; s++)")
                .open("if (before[s] > 0)")
                .line("counts[s] += before[s];")
                .line("final double share = (double) before[s] / counts[s];");
        for (var mean : stretch.means()) {
            var depth = "depth_" + mean.value().name();
            var old = "old_" + mean.table();
            var sum = "new_" + mean.table();
            text.open("for (int at = s * " + depth + "; at < (s + 1) * " + depth + "; at++)")
                    .line(sum + "[at] += (" + old + "[at] - " + sum + "[at]) * share;")
                    .close();
        }
        return text.close().close().close().line(LapCode.merge()).close();
    }

    /// The worker's state as a run begins.
    private static void begin(StretchCode stretch, Text text) {
        text.line(stretch.end() + " = " + stretch.on("runBorder") + "(run, arguments, w);")
                .line("System.arraycopy(shared." + stretch.on("foldedCounts") + "[slot], 0, w."
                        + stretch.on("foldedCounts") + ", 0, codes);");
        for (var mean : stretch.means()) {
            var state = StretchCode.state(mean);
            text.line("System.arraycopy(shared." + state + "[slot], 0, w." + state + ", 0, w." + state + ".length);");
        }
        if (stretch.after()) {
            text.line("w.trailed = 0;");
        }
    }

    /// The stage in which rows meet codes and near keys.
    Text attend(int loops) {
        var text = new Text()
                .line(
                        "// A run of row tiles: each meets the codes of its far keys, then its near keys. Late runs first:")
                .line("// early ones have less behind them.")
                .open("private void attend" + TASK)
                .line("group(task % groups, w);")
                .lines(AssignCode.tables(program))
                .line("final int run = runs - 1 - task / groups;")
                .line("w.codesStaged = false;")
                .line("w.shown = false;")
                .line("Arrays.fill(w.nearTiles, -1);")
                .open("if (runs > 1)")
                .line("final int slot = w.g * runs + run;");
        fold.stretches().forEach(stretch -> begin(stretch, text));
        text.orElse();
        fold.stretches().forEach(stretch -> text.lines(stretch.emptying()));
        text.close();
        if (fold.labelled()) {
            fold.stretches()
                    .forEach(stretch ->
                            text.line("w." + stretch.on("foldedQuery") + " = " + queryOf(stretch, "run") + ";"));
        }
        text.line("final int end = firstTile(run + 1);")
                .open("for (int tile = firstTile(run); tile < end; tile++)")
                .line("rows(tile, w);")
                .line("advance(arguments, shared, w);")
                .line("before(arguments, shared, w);");
        for (int n = 0; n < loops; n++) {
            text.line("loop" + n + "(arguments, shared, w);");
        }
        return text.line("after(arguments, shared, w);").close().close();
    }
}
