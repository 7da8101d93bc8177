package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// Writes the stages that do the work: pack, attend, merge.
final class AttendCode {
    private static final String ARGUMENTS = "(JvmArguments arguments, Shared shared, Worker w)";
    private static final String TASK = "(int task, JvmArguments arguments, Shared shared, Worker w)";

    private final TileProgram program;
    private final Names names;
    private final LoopCode code;
    private final List<RunsCode> runs;

    /// @param runs how workers share rows beside folded keys; none where no keys fold
    AttendCode(TileProgram program, Names names, LoopCode code, List<RunsCode> runs) {
        this.program = program;
        this.names = names;
        this.code = code;
        this.runs = List.copyOf(runs);
    }

    List<Text> methods() {
        var operations = program.operations();
        int first = 0;
        while (!(operations.get(first) instanceof TileOp.Loop)) {
            first++;
        }
        var methods = new ArrayList<Text>();
        methods.add(group());
        methods.add(rows());
        methods.add(sequence("before", operations.subList(0, first)));
        var loops = new ArrayList<TileOp.Loop>();
        var rest = new ArrayList<TileOp>();
        for (var op : operations.subList(first, operations.size())) {
            if (op instanceof TileOp.Loop loop) {
                code.loop(loops.size(), loop);
                loops.add(loop);
            } else {
                rest.add(op);
            }
        }
        var after = sequence("after", rest);
        methods.add(pack(loops));
        if (runs.isEmpty()) {
            methods.add(attend(loops));
        }
        for (var run : runs) {
            methods.addAll(run.methods());
            methods.add(run.attend(loops.size()));
        }
        if (loops.size() == 1) {
            methods.add(merge());
            methods.add(mergePart(loops.getFirst()));
        }
        methods.addAll(StripCode.methods());
        methods.addAll(code.methods());
        methods.add(after);
        return methods;
    }

    private static Text group() {
        return new Text()
                .line("// One batch entry and the heads that read the same keys.")
                .open("private void group(int g, Worker w)")
                .line("w.g = g;")
                .line("w.b = g / (heads / group);")
                .line("w.h0 = g % (heads / group) * group;")
                .line("w.leastHead = w.h0;")
                .line("w.greatestHead = w.h0 + group - 1;")
                .close();
    }

    private static Text rows() {
        return new Text()
                .line("// The rows of a tile: query by query, and head by head within a query.")
                .open("private void rows(int tile, Worker w)")
                .line("final int first = tile * rowTile;")
                .line("w.rows = Math.min(rowTile, queries * group - first);")
                .open("for (int r = 0; r < w.rows; r++)")
                .line("w.rowQueries[r] = (first + r) / group;")
                .line("w.rowHeads[r] = w.h0 + (first + r) % group;")
                .close()
                .line("w.firstRow = 0;")
                .line("w.endRow = w.rows;")
                .line("w.leastQuery = first / group;")
                .line("w.greatestQuery = (first + w.rows - 1) / group;")
                .close();
    }

    private Text sequence(String name, List<TileOp> operations) {
        var scope = new Scope(names);
        var body = new Text();
        code.phases(Phase.of(operations), scope, body);
        body.line(LapCode.rows());
        return new Text()
                .line("// What is done " + name + " the keys.")
                .open("private void " + name + ARGUMENTS)
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    private Text pack(List<TileOp.Loop> loops) {
        var text = new Text()
                .line("// Stages a stretch of keys once, for all row tiles.")
                .open("private void pack" + TASK)
                .line("final int stretches = Math.ceilDiv(keysBound, 4 * keyTile);")
                .line("group(task / stretches, w);")
                .line("w.firstKey = task % stretches * 4 * keyTile;")
                .line("aim(shared, w);")
                .lines(AssignCode.tables(program))
                .line("final int count = Math.min(4 * keyTile, keysBound - w.firstKey);");
        for (int n = 0; n < loops.size(); n++) {
            if (loops.get(n).over() == TileOp.Source.TOKENS) {
                text.line("stage" + n + "(arguments, shared, w, count);");
            }
        }
        return text.line(LapCode.keys()).close();
    }

    private Text attend(List<TileOp.Loop> loops) {
        var text = new Text()
                .line(
                        "// One row tile over its keys, or over one part of them. Neighbouring tasks read the same keys; long rows"
                                + "\n// come first.")
                .open("private void attend" + TASK)
                .line("w.part = task % parts;")
                .line("final int rest = task / parts;")
                .line("final int tile = rowTiles - 1 - rest % rowTiles;")
                .line("group(rest / rowTiles, w);")
                .line("rows(tile, w);")
                .lines(AssignCode.tables(program))
                .line("before(arguments, shared, w);");
        for (int n = 0; n < loops.size(); n++) {
            text.line("loop" + n + "(arguments, shared, w);");
        }
        if (loops.size() != 1) {
            return text.line("after(arguments, shared, w);").close();
        }
        text.open("if (parts == 1)").line("after(arguments, shared, w);").orElse();
        text.line("final int slot = (w.g * rowTiles + tile) * parts + w.part;");
        for (var carried : loops.getFirst().carried()) {
            var tile = carried.tile();
            text.line("System.arraycopy(w." + Names.tile(tile) + ", 0, shared.part_" + tile.name() + "[slot], 0, w."
                    + Names.tile(tile) + ".length);");
        }
        return text.line(LapCode.merge()).close().close();
    }

    private Text merge() {
        var text = new Text()
                .line("// Makes one result of the parts of a row tile.")
                .open("private void merge" + TASK)
                .line("final int tile = task / groups;")
                .line("group(task % groups, w);")
                .line("rows(tile, w);")
                .line("before(arguments, shared, w);")
                .line("final int slot = (w.g * rowTiles + tile) * parts;");
        for (var op : program.operations()) {
            if (op instanceof TileOp.Loop loop) {
                for (var carried : loop.carried()) {
                    var name = Names.tile(carried.tile());
                    text.line("System.arraycopy(shared.part_" + carried.tile().name() + "[slot], 0, w." + name
                            + ", 0, w." + name + ".length);");
                }
            }
        }
        return text.open("for (int part = 1; part < parts; part++)")
                .line("mergePart(slot + part, arguments, shared, w);")
                .close()
                .line(LapCode.merge())
                .line("after(arguments, shared, w);")
                .close();
    }

    private Text mergePart(TileOp.Loop loop) {
        var scope = new Scope(names);
        var scalar = new ScalarCode(names, scope, false);
        var point = Point.ofRow("r").withOther("other_");
        var body = new Text().open("for (int r = 0; r < w.rows; r++)");
        var late = new Text();
        for (var carried : loop.carried()) {
            var tile = carried.tile();
            if (tile.columns() instanceof Span.One) {
                var merged = scope.fresh("merged");
                body.line("final " + names.type(tile.kind()) + " " + merged + " = "
                        + scalar.code(carried.merge(), point, body) + ";");
                late.line(scalar.at(tile, point, "") + " = " + merged + ";");
            }
        }
        for (var carried : loop.carried()) {
            var tile = carried.tile();
            if (tile.columns() instanceof Span.Features) {
                body.open("for (int d = 0; d < depth_" + tile.name() + "; d++)");
                var entry = point.withFeature("d");
                var merged = scalar.code(carried.merge(), entry, body);
                body.line(scalar.at(tile, entry, "") + " = " + merged + ";").close();
            }
        }
        body.lines(late.toString()).close();
        var text = new Text()
                .line("// Merges another part into the worker's.")
                .open("private void mergePart(int slot, JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue());
        for (var carried : loop.carried()) {
            var tile = carried.tile();
            text.line("final " + names.type(tile.kind()) + "[] other_" + tile.name() + " = shared.part_" + tile.name()
                    + "[slot];");
        }
        return text.lines(body.toString()).close();
    }

    /// The methods that find least and greatest elements of tables over a tile.
    List<Text> extremes() {
        var methods = new ArrayList<Text>();
        for (int n = 0; n < names.extremes().size(); n++) {
            methods.add(extreme(n, names.extremes().get(n)));
        }
        return methods;
    }

    private Text extreme(int number, Value.Extreme extreme) {
        var scope = new Scope(names);
        var body = new Text();
        var point = Point.uniform().withAxis(extreme.over(), "x");
        var cell = new ScalarCode(names, scope, false).code(extreme.cell(), point, body);
        var least = extreme.end() == Value.End.LEAST;
        var start = switch (extreme.kind()) {
            case BOOL -> Boolean.toString(least);
            case INT -> "Integer." + (least ? "MAX_VALUE" : "MIN_VALUE");
            case REAL -> names.boxedReal() + (least ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        };
        var better = extreme.kind() == Kind.BOOL
                ? "best " + (least ? "&=" : "|=") + " " + cell
                : "best = Math." + (least ? "min" : "max") + "(best, " + cell + ")";
        var axis = switch (extreme.over()) {
            case KEY -> "Key";
            case QUERY -> "Query";
            case HEAD -> "Head";
            case BATCH, STEP, FEATURE, INNER, PAIR ->
                throw new IllegalStateException("weave: no extreme over " + extreme.over());
        };
        return new Text()
                .line("// The " + (least ? "least" : "greatest") + " element of "
                        + extreme.cell().tensor() + " in the tile.")
                .open("private " + names.type(extreme.kind()) + " extreme" + number
                        + "(JvmArguments arguments, Worker w)")
                .lines(scope.prologue())
                .line(names.type(extreme.kind()) + " best = " + start + ";")
                .open("for (int x = w.least" + axis + "; x <= w.greatest" + axis + "; x++)")
                .lines(inside(extreme, point, scope))
                .lines(body.toString())
                .line(better + ";")
                .close()
                .line("return best;")
                .close();
    }

    /// Passes over the elements that the condition's own guard excludes, such as `t[j - 1]` of the first
    /// key.
    private String inside(Value.Extreme extreme, Point point, Scope scope) {
        var scalar = new ScalarCode(names, scope, false);
        var shape = names.tensor(extreme.cell().tensor()).shape();
        var text = new Text();
        for (int axis = 0; axis < shape.size(); axis++) {
            var index = extreme.cell().at().get(axis);
            if (Dependence.of(index).axes().contains(extreme.over()) && !(index instanceof Value.Ramp)) {
                var at = scalar.operand(index, point, text);
                text.open("if (" + at + " < 0 || " + at + " >= "
                                + scalar.operand(shape.get(axis), Point.uniform(), text) + ")")
                        .line("continue;")
                        .close();
            }
        }
        return text.toString();
    }
}
