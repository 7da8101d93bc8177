package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Interleaving;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes how a worker goes along its sequences: some steps' worth of what needs no state, the steps one
/// after the other, and what follows from them.
final class PartsWay implements ScanWay {
    private static final String HEAD = "(JvmArguments arguments, Shared shared, Worker w";

    private final Names names;
    private final StepProgram program;
    private final StepRows step;
    private final StepRows all;

    PartsWay(Names names, StepProgram program) {
        this.names = names;
        this.program = program;
        this.step = StepRows.ofStep(names, program);
        this.all = StepRows.ofAll(names, program);
    }

    @Override
    public List<Text> methods() {
        var edges = PartEdges.ofRows(names, program);
        var methods = new ArrayList<>(List.of(
                solve(isInterleaved()),
                finish(),
                along(),
                edges.begin(),
                ahead(),
                step(),
                after(),
                edges.passed(),
                edges.end()));
        if (isInterleaved()) {
            methods.addAll(new InterleavedCode(names, program).methods());
        }
        return methods;
    }

    private boolean isInterleaved() {
        return Interleaving.has(program, names.form());
    }

    @Override
    public Map<String, String> arrays() {
        return isInterleaved() ? new InterleavedTiles(names, program).arrays() : Map.of();
    }

    @Override
    public ClassName solver() {
        return ClassName.get("dev.weft.runtime.scan", "Parts");
    }

    @Override
    public String make(String width) {
        return make(program.solving(), width);
    }

    /// The expression that makes the solver of parts.
    static String make(Solving solving, String width) {
        double tolerance = solving instanceof Solving.Parts parts ? parts.tolerance() : 0;
        int iterations = solving instanceof Solving.Parts parts ? parts.iterations() : 1;
        return "new Parts(k.batches, k.parts, k.steps, k.chunk, " + width + ", " + tolerance + ", " + iterations + ")";
    }

    @Override
    public List<StageList.Stage> stages() {
        return List.of(
                new StageList.Stage("Math.ceilDiv(batches * parts, rowTile)", "solve", false),
                new StageList.Stage("batches", "finish", false));
    }

    @Override
    public Text next() {
        return turns();
    }

    /// Which stage follows: the second and the third are those of parts side by side and one by one.
    static Text turns() {
        return new Text()
                .line("case 1 -> shared.solver.serial() ? 3 : 2;")
                .line("case 2 -> shared.solver.settle() ? 4 : shared.solver.again() ? 2 : 3;");
    }

    @Override
    public Map<Tile, String> tiles() {
        var tiles = new LinkedHashMap<Tile, String>();
        program.states().forEach(state -> tiles.put(state.next(), "(k.chunk + 1) * k.rowTile"));
        for (var op : program.operations()) {
            for (var tile : Operands.assigned(op)) {
                tiles.putIfAbsent(tile, step.kept().contains(tile) ? "k.chunk * k.rowTile" : "k.rowTile");
            }
        }
        return tiles;
    }

    @Override
    public List<String> places() {
        return List.of("rows", "done", "count");
    }

    @Override
    public List<String> rowPlaces() {
        return List.of("batches", "firsts");
    }

    /// @param interleaved whether rows may be interleaved
    static Text solve(boolean interleaved) {
        var text = new Text()
                .line("// One block of parts, side by side, from the states that they are thought to start with.")
                .open("private void solve(int task, JvmArguments arguments, Shared shared, Worker w)")
                .line("final int first = task * rowTile;")
                .line("final int rows = Math.min(rowTile, batches * parts - first);")
                .open("if (rows > 0 && shared.solver.anyOpen(first, rows))");
        if (interleaved) {
            text.open("if (interleaved > 1)")
                    .line("alongInterleaved(first, rows, arguments, shared, w);")
                    .line("return;")
                    .close();
        }
        return text.line("along(first, rows, arguments, shared, w);").close().close();
    }

    static Text finish() {
        return new Text()
                .line("// The parts of one sequence that did not settle, one after the other.")
                .open("private void finish(int task, JvmArguments arguments, Shared shared, Worker w)")
                .open("for (int part = shared.solver.firstOpen(task); part < parts; part++)")
                .line("shared.solver.follow(task * parts + part);")
                .line("along(task * parts + part, 1, arguments, shared, w);")
                .close()
                .close();
    }

    /// The head of `along`, up to its loop: where each row's part begins, and how many steps the longest has.
    static Text toParts() {
        return toParts("", "in lockstep");
    }

    /// @param suffix what names of methods end in
    static Text toParts(String suffix, String how) {
        return new Text()
                .line("// Goes along the parts `first` and the `rows - 1` after it, " + how + ".")
                .open("private void along" + suffix
                        + "(int first, int rows, JvmArguments arguments, Shared shared, Worker w)")
                .line("final int length = Math.ceilDiv(steps, parts);")
                .line("w.rows = rows;")
                .line("int least = steps;")
                .open("for (int r = 0; r < rows; r++)")
                .line("w.batches[r] = (first + r) / parts;")
                .line("w.firsts[r] = (first + r) % parts * length;")
                .line("least = Math.min(least, w.firsts[r]);")
                .close()
                .line("final int most = Math.min(length, steps - least);")
                .line("begin" + suffix + "(first, shared, w);");
    }

    private Text along() {
        var text = toParts()
                .open("for (w.done = 0; w.done < most; w.done += chunk)")
                .line("w.count = Math.min(chunk, most - w.done);")
                .line("ahead(arguments, shared, w);")
                .line(LapCode.ahead())
                .open("for (int s = 0; s < w.count; s++)")
                .line("step(s, arguments, shared, w);")
                .close()
                .line(LapCode.steps())
                .line("after(arguments, shared, w);")
                .line(LapCode.afterSteps());
        for (var state : program.states()) {
            var tile = "w." + Names.tile(state.next());
            var row = stride(state.next());
            text.line("System.arraycopy(" + tile + ", w.count * rows" + row + ", " + tile + ", 0, rows" + row + ");");
        }
        return text.open("if (parts > 1 && passed(first, w.done / chunk, shared, w))")
                .line("return;")
                .close()
                .close()
                .line("end(first, shared, w);")
                .close();
    }

    private static String stride(Tile tile) {
        return tile.columns() instanceof Span.Features ? " * " + Names.stride(tile) : "";
    }

    private Text ahead() {
        return all("// What needs no state, for the next `w.count` steps.", "ahead" + HEAD + ")", program.ahead());
    }

    private Text step() {
        return new StepMethods(names)
                .method(
                        "// Step `s` of these, from the states before it.",
                        "step(int s, JvmArguments arguments, Shared shared, Worker w)",
                        program.step(),
                        step,
                        "w.rows",
                        "final int at = s * rows;");
    }

    private Text all(String comment, String head, List<TileOp> operations) {
        return new StepMethods(names).method(comment, head, operations, all, "w.count * w.rows", "");
    }

    private Text after() {
        return all("// What follows from the states of these steps.", "after" + HEAD + ")", program.after());
    }
}
