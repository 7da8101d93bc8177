package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import java.util.List;

/// Writes how workers share the rows of a group whose far keys are folded: its tiles are cut into
/// runs. What each run adds is folded first, by all workers; then a scan over the runs joins the
/// states, so that each starts where the one before ends.
final class RunsCode {
    private static final String TASK = "(int task, JvmArguments arguments, Shared shared, Worker w)";

    /// Codes whose states one task joins.
    static final int SLICE = 64;

    private final TileProgram program;
    private final Far.Folded folded;
    private final FoldCode fold;

    RunsCode(TileProgram program, Far.Folded folded, FoldCode fold) {
        this.program = program;
        this.folded = folded;
        this.fold = fold;
    }

    List<Text> methods() {
        return List.of(firstQuery(), runBorder(), foldRun(), joinRuns());
    }

    private static Text firstQuery() {
        return new Text()
                .line("// The least query of a run.")
                .open("private int firstQuery(int run)")
                .line("return run * runTiles * rowTile / group;")
                .close();
    }

    private static Text runBorder() {
        return new Text()
                .line("// The border of a run's first tile.")
                .open("private int runBorder(int run, JvmArguments arguments, Worker w)")
                .line("return border(firstQuery(run), arguments, w);")
                .close();
    }

    private Text foldRun() {
        var text = new Text()
                .line("// Folds what lies between the border of a run and that of the run before.")
                .open("private void foldRun" + TASK)
                .line("group(task / runs, w);")
                .lines(AssignCode.tables(program))
                .line("final int run = task % runs;")
                .line("Arrays.fill(shared.foldedCounts[task], 0);");
        for (var mean : folded.means()) {
            text.line("Arrays.fill(shared." + FoldCode.state(mean) + "[task], 0);");
        }
        var first =
                fold.labelled() ? "run == 0 || !alike(firstQuery(run - 1), firstQuery(run), arguments, w)" : "run == 0";
        return text.line("final int from = " + first + " ? 0 : runBorder(run - 1, arguments, w);")
                .line(fold.folding("shared", "[task]", "firstQuery(run)", "from", "runBorder(run, arguments, w)"))
                .close();
    }

    private Text joinRuns() {
        var text = new Text()
                .line(
                        "// Adds to each run's state what the runs before it have folded: some codes of all runs of a group.")
                .open("private void joinRuns" + TASK)
                .line("final int slices = Math.ceilDiv(codes, " + SLICE + ");")
                .line("group(task / slices, w);")
                .line("final int least = task % slices * " + SLICE + ";")
                .line("final int most = Math.min(codes, least + " + SLICE + ");")
                .open("for (int run = 1; run < runs; run++)");
        if (fold.labelled()) {
            text.open("if (!alike(firstQuery(run - 1), firstQuery(run), arguments, w))")
                    .line("continue;")
                    .close();
        }
        text.line("final int slot = w.g * runs + run;")
                .line("final int[] before = shared.foldedCounts[slot - 1];")
                .line("final int[] counts = shared.foldedCounts[slot];");
        for (var mean : folded.means()) {
            var state = "shared." + FoldCode.state(mean);
            text.line("final double[] old_" + mean.table() + " = " + state + "[slot - 1];")
                    .line("final double[] new_" + mean.table() + " = " + state + "[slot];");
        }
        text.open("for (int s = least; s < most; s++)")
                .open("if (before[s] > 0)")
                .line("counts[s] += before[s];")
                .line("final double share = (double) before[s] / counts[s];");
        for (var mean : folded.means()) {
            var depth = "depth_" + mean.value().name();
            var old = "old_" + mean.table();
            var sum = "new_" + mean.table();
            text.open("for (int at = s * " + depth + "; at < (s + 1) * " + depth + "; at++)")
                    .line(sum + "[at] += (" + old + "[at] - " + sum + "[at]) * share;")
                    .close();
        }
        return text.close().close().close().line(LapCode.merge()).close();
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
                .line("final int slot = w.g * runs + run;")
                .line("w.folded = runBorder(run, arguments, w);")
                .line("System.arraycopy(shared.foldedCounts[slot], 0, w.foldedCounts, 0, codes);");
        for (var mean : folded.means()) {
            var state = FoldCode.state(mean);
            text.line("System.arraycopy(shared." + state + "[slot], 0, w." + state + ", 0, w." + state + ".length);");
        }
        text.orElse().lines(fold.emptying()).close();
        if (fold.labelled()) {
            text.line("w.foldedQuery = firstQuery(run);");
        }
        text.line("final int end = Math.min(rowTiles, (run + 1) * runTiles);")
                .open("for (int tile = run * runTiles; tile < end; tile++)")
                .line("rows(tile, w);")
                .line("advance(arguments, shared, w);")
                .line("before(arguments, shared, w);");
        for (int n = 0; n < loops; n++) {
            text.line("loop" + n + "(arguments, shared, w);");
        }
        return text.line("after(arguments, shared, w);").close().close();
    }
}
