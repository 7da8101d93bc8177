package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All steps of a window at once, by fixed-point iteration: a worker evaluates and differentiates some
/// neighbouring steps of one sequence, each from its own iterate.
final class FixedPointWay implements ScanWay {
    private static final String TASK = "(int task, JvmArguments arguments, Shared shared, Worker w)";

    private final Names names;
    private final StepProgram program;
    private final Solving.FixedPoint solving;
    private final StepRows line;
    private final StepMethods methods;
    private final StateNumbers numbers;

    FixedPointWay(Names names, StepProgram program, Solving.FixedPoint solving) {
        this.names = names;
        this.program = program;
        this.solving = solving;
        this.line = StepRows.ofLine(names);
        this.methods = new StepMethods(names);
        this.numbers = new StateNumbers(program);
    }

    @Override
    public ClassName solver() {
        return ClassName.get("dev.weft.runtime.scan", "FixedPoint");
    }

    @Override
    public String make(String width) {
        var scan = switch (solving.slope()) {
            case DENSE -> width + ", 1";
            case BLOCKS -> program.states().size() + ", " + numbers.depth("k.", 0);
            case DIAGONAL, IDENTITY, ZERO -> "1, " + width;
        };
        var lanes = names.vectors() ? "StateLanes.vectors()" : "StateLanes.loops()";
        var constant = switch (solving.slope()) {
            case IDENTITY -> "1";
            case ZERO -> "0";
            case DENSE, BLOCKS, DIAGONAL -> "Double.NaN";
        };
        var trust = Double.isInfinite(solving.trust()) ? "Double.POSITIVE_INFINITY" : Double.toString(solving.trust());
        return "new FixedPoint(k.batches, k.steps, k.window, k.chunks, k.strips, new AffineScan(" + scan
                + ", " + lanes + "), " + constant + ", "
                + solving.tolerance() + ", " + solving.iterations() + ", " + trust + ", " + box(width) + ")";
    }

    /// Where the states are known to lie.
    private String box(String width) {
        var box = new StringBuilder("new StateBox(" + width + ")");
        for (int state = 0; state < program.states().size(); state++) {
            var range = program.states().get(state).range();
            if (range.isBounded()) {
                box.append(".between(%s, %s, %s, %s, %s)"
                        .formatted(
                                numbers.offset("k.", state),
                                numbers.depth("k.", state),
                                names.real(range.low(), true),
                                names.real(range.high(), true),
                                range.start()));
            }
        }
        return box.toString();
    }

    @Override
    public List<StageList.Stage> stages() {
        var lines = "batches * Math.ceilDiv(window, rowTile)";
        return List.of(
                new StageList.Stage(lines, "evaluate", false),
                new StageList.Stage("batches * chunks * strips", "reduce", false),
                new StageList.Stage("batches * chunks * strips", "apply", false),
                new StageList.Stage("batches", "finish", false),
                new StageList.Stage(lines, "write", false));
    }

    @Override
    public Text next() {
        return new Text()
                .line("case 1 -> steps == 0 ? 7 : 2;")
                .open("case 2 -> switch (shared.solver.evaluated())")
                .line("case SOLVE -> 3;")
                .line("case FINISH -> 5;")
                .line("default -> 6;")
                .end()
                .open("case 3 ->")
                .line("shared.solver.combine();")
                .line("yield chunks == 1 ? 2 : 4;")
                .close()
                .line("case 4 -> 2;")
                .open("case 5 ->")
                .line("shared.solver.finished();")
                .line("yield 6;")
                .close()
                .line("case 6 -> shared.solver.written() == FixedPoint.Turn.END ? 7 : 2;");
    }

    @Override
    public Map<Tile, String> tiles() {
        var tiles = new LinkedHashMap<Tile, String>();
        for (var state : program.states()) {
            tiles.put(state.next(), "k.rowTile");
            tiles.put(state.previous(), "k.rowTile");
        }
        var rows = new ArrayList<TileOp>(program.operations());
        rows.addAll(SlopeCode.beside(program));
        rows.forEach(op -> Operands.assigned(op).forEach(tile -> tiles.putIfAbsent(tile, "k.rowTile")));
        if (program.slopes() instanceof Slopes.Columns columns) {
            columns.before().forEach(tile -> tiles.put(tile, "k.width"));
            columns.operations().forEach(op -> Operands.assigned(op).forEach(tile -> tiles.put(tile, "k.width")));
        }
        return tiles;
    }

    @Override
    public List<String> places() {
        return List.of("rows", "batch", "first", "row", "run");
    }

    @Override
    public List<String> rowPlaces() {
        return List.of();
    }

    @Override
    public List<Text> methods() {
        var all = new ArrayList<Text>();
        all.add(evaluate());
        all.add(task("reduce", "shared.solver.reduce(task);", "Composes the steps of one chunk, or solves them."));
        all.add(task("apply", "shared.solver.apply(task);", "Solves the linear recurrence of one chunk."));
        all.add(finish());
        all.add(write());
        all.add(place());
        all.add(steps());
        all.add(before());
        all.add(method("ahead", "What needs no state.", program.ahead()));
        var step = new ArrayList<TileOp>(program.step());
        step.addAll(SlopeCode.beside(program));
        all.add(method("step", "The steps, and how each of their operations changes.", step));
        all.add(method("after", "What follows from the states of these steps.", program.after()));
        all.add(values());
        all.add(found());
        all.addAll(new SlopeCode(names, program, solving.slope()).methods());
        return all;
    }

    private static Text task(String name, String statement, String comment) {
        return new Text()
                .line("// " + comment)
                .open("private void " + name + TASK)
                .line(statement)
                .line(LapCode.recurrence())
                .close();
    }

    private Text method(String name, String comment, List<? extends TileOp> operations) {
        return methods.method(
                "// " + comment,
                name + "(JvmArguments arguments, Shared shared, Worker w)",
                operations,
                line,
                "w.rows",
                "");
    }

    private Text evaluate() {
        var text = new Text()
                .line("// Evaluates and differentiates some steps at the iterate.")
                .open("private void evaluate" + TASK)
                .open("if (!place(task, shared, w) || !shared.solver.works(w.batch))")
                .line("return;")
                .close()
                .line("final int from = w.first - shared.solver.first();")
                .line("steps(from, arguments, shared, w);")
                .line("values(from, shared, w);")
                .line("shared.solver.compare(w.batch, from, w.rows);");
        switch (program.slopes()) {
            case Slopes.None() -> {}
            case Slopes.Entries _ -> text.line("slopes(from, shared, w);");
            case Slopes.Columns _ ->
                text.open("if (w.run != shared.solver.run())")
                        .line("units(arguments, shared, w);")
                        .line("w.run = shared.solver.run();")
                        .close()
                        .open("for (w.row = 0; w.row < w.rows; w.row++)")
                        .open("if (shared.solver.changes(w.batch, from + w.row))")
                        .line("columns(arguments, shared, w);")
                        .line("slopes(from + w.row, shared, w);")
                        .close()
                        .close();
        }
        return text.line(LapCode.slopes()).close();
    }

    private Text finish() {
        return new Text()
                .line("// Finds the rest of one sequence's window step by step.")
                .open("private void finish" + TASK)
                .open("if (!shared.solver.works(task))")
                .line("return;")
                .close()
                .line("w.batch = task;")
                .line("w.rows = 1;")
                .open("for (int step = shared.solver.firstOpen(task); step < shared.solver.count(); step++)")
                .line("w.first = shared.solver.first() + step;")
                .line("steps(step, arguments, shared, w);")
                .line("found(step, shared, w);")
                .close()
                .close();
    }

    private Text write() {
        return new Text()
                .line("// Writes some steps, from the states before them.")
                .open("private void write" + TASK)
                .open("if (place(task, shared, w))")
                .line("steps(w.first - shared.solver.first(), arguments, shared, w);")
                .line("after(arguments, shared, w);")
                .line(LapCode.afterSteps())
                .close()
                .close();
    }

    private Text steps() {
        return new Text()
                .line("// Some steps, each from the state that the iterate has before it.")
                .open("private void steps(int from, JvmArguments arguments, Shared shared, Worker w)")
                .line("before(from, shared, w);")
                .line("ahead(arguments, shared, w);")
                .line(LapCode.ahead())
                .line("step(arguments, shared, w);")
                .line(LapCode.steps())
                .close();
    }

    private Text place() {
        return new Text()
                .line("// Which steps a task has; whether there are any.")
                .open("private boolean place(int task, Shared shared, Worker w)")
                .line("final int lines = Math.ceilDiv(window, rowTile);")
                .line("final int from = task % lines * rowTile;")
                .line("w.batch = task / lines;")
                .line("w.first = shared.solver.first() + from;")
                .line("w.rows = Math.min(rowTile, shared.solver.count() - from);")
                .line("return w.rows > 0;")
                .close();
    }

    private Text before() {
        var text = new Text()
                .line("// Takes the iterate before each of these steps.")
                .open("private void before(int from, Shared shared, Worker w)");
        for (int state = 0; state < program.states().size(); state++) {
            var rows = numbers.rows(state, program.states().get(state).previous(), "0");
            text.line("shared.solver.before(w.batch, from, w.rows, " + numbers.offset(state) + ", " + rows + ");");
        }
        return text.close();
    }

    private Text values() {
        var text = new Text()
                .line("// Notes what the steps give.")
                .open("private void values(int from, Shared shared, Worker w)");
        for (int state = 0; state < program.states().size(); state++) {
            var rows = numbers.rows(state, program.states().get(state).next(), "0");
            text.line("shared.solver.values(w.batch, from, w.rows, " + numbers.offset(state) + ", " + rows + ");");
        }
        return text.close();
    }

    private Text found() {
        var text = new Text()
                .line("// Notes a state that is exact.")
                .open("private void found(int from, Shared shared, Worker w)");
        for (int state = 0; state < program.states().size(); state++) {
            text.line("shared.solver.found(w.batch, from, " + numbers.offset(state) + ", " + numbers.depth("", state)
                    + ", w." + Names.tile(program.states().get(state).next()) + ");");
        }
        return text.close();
    }
}
