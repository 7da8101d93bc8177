package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// Writes how a worker goes along its sequences: some steps' worth of what needs no state, the steps one after
/// the other, and what follows from them.
final class ScanCode {
    private static final String HEAD = "(JvmArguments arguments, Shared shared, Worker w";

    private final Names names;
    private final StepProgram program;
    private final StepRows step;
    private final StepRows all;

    ScanCode(Names names, StepProgram program) {
        this.names = names;
        this.program = program;
        this.step = StepRows.ofStep(names, program);
        this.all = StepRows.ofAll(names, program);
    }

    List<Text> methods() {
        return List.of(solve(), finish(), along(), begin(), ahead(), step(), after(), passed(), end());
    }

    /// Tiles with a row for each step and sequence, states aside.
    boolean kept(Tile tile) {
        return step.kept().contains(tile);
    }

    private Text solve() {
        return new Text()
                .line("// One block of parts, side by side, from the states that they are thought to start with.")
                .open("private void solve(int task, JvmArguments arguments, Shared shared, Worker w)")
                .line("final int parts = shared.parts.count();")
                .line("final int first = task * rowTile;")
                .line("final int rows = Math.min(rowTile, batches * parts - first);")
                .open("if (rows > 0 && shared.parts.anyOpen(first, rows))")
                .line("along(first, rows, arguments, shared, w);")
                .close()
                .close();
    }

    private Text finish() {
        return new Text()
                .line("// The parts of one sequence that did not settle, one after the other.")
                .open("private void finish(int task, JvmArguments arguments, Shared shared, Worker w)")
                .line("final int parts = shared.parts.count();")
                .open("for (int part = shared.parts.firstOpen(task); part < parts; part++)")
                .line("shared.parts.follow(task * parts + part);")
                .line("along(task * parts + part, 1, arguments, shared, w);")
                .close()
                .close();
    }

    private Text along() {
        var text = new Text()
                .line("// Goes along the parts `first` and the `rows - 1` after it, in lockstep.")
                .open("private void along(int first, int rows, JvmArguments arguments, Shared shared, Worker w)")
                .line("final int parts = shared.parts.count();")
                .line("final int length = Math.ceilDiv(steps, parts);")
                .line("w.rows = rows;")
                .line("int least = steps;")
                .open("for (int r = 0; r < rows; r++)")
                .line("w.batches[r] = (first + r) / parts;")
                .line("w.firsts[r] = (first + r) % parts * length;")
                .line("least = Math.min(least, w.firsts[r]);")
                .close()
                .line("final int most = Math.min(length, steps - least);")
                .line("begin(first, shared, w);")
                .open("for (w.done = 0; w.done < most; w.done += chunk)")
                .line("w.count = Math.min(chunk, most - w.done);")
                .line("ahead(arguments, shared, w);")
                .open("for (int s = 0; s < w.count; s++)")
                .line("step(s, arguments, shared, w);")
                .close()
                .line("after(arguments, shared, w);");
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

    private Text begin() {
        return edge(
                "// Takes the states that the parts start with.",
                "void begin(int first, Shared shared, Worker w)",
                "",
                (array, place, at) ->
                        array + "[" + place + "] = " + cast() + "shared.parts.start(first + r, " + at + ");",
                "");
    }

    private Text end() {
        return edge(
                "// Notes the states that the parts ended with.",
                "void end(int first, Shared shared, Worker w)",
                "",
                (array, place, at) -> "shared.parts.end(first + r, " + at + ", " + array + "[" + place + "]);",
                "");
    }

    private Text passed() {
        return edge(
                "// Notes the states on the way. Whether all of them are what they were when these parts were gone over before:"
                        + "\n// then so is all that follows.",
                "boolean passed(int first, int index, Shared shared, Worker w)",
                "boolean same = true;",
                (array, place, at) ->
                        "same &= shared.parts.passed(first + r, index, " + at + ", " + array + "[" + place + "]);",
                "return same;");
    }

    private String cast() {
        return names.wide() ? "" : "(float) ";
    }

    private interface Entry {
        String code(String array, String place, String at);
    }

    /// A method that does something for each number of the states in the first rows of their tiles.
    private Text edge(String comment, String head, String first, Entry entry, String last) {
        var text = new Text()
                .lines(comment)
                .open("private " + head)
                .lines(first)
                .open("for (int r = 0; r < w.rows; r++)")
                .line("int at = 0;");
        for (var state : program.states()) {
            var tile = state.next();
            if (tile.columns() instanceof Span.Features) {
                text.open("for (int d = 0; d < depth_" + tile.name() + "; d++)")
                        .line(entry.code("w." + Names.tile(tile), "r * " + Names.stride(tile) + " + d", "at + d"))
                        .close()
                        .line("at += depth_" + tile.name() + ";");
            } else {
                text.line(entry.code("w." + Names.tile(tile), "r", "at")).line("at++;");
            }
        }
        return text.close().lines(last).close();
    }

    private Text ahead() {
        return method(
                "// What needs no state, for the next `w.count` steps.", "ahead" + HEAD + ")", program.ahead(), all);
    }

    private Text step() {
        return method(
                "// Step `s` of these, from the states before it.",
                "step(int s, JvmArguments arguments, Shared shared, Worker w)",
                program.step(),
                step);
    }

    private Text after() {
        return method("// What follows from the states of these steps.", "after" + HEAD + ")", program.after(), all);
    }

    private Text method(String comment, String head, List<TileOp> operations, StepRows rows) {
        var scope = new Scope(names);
        var body = new Text();
        boolean one = rows.equals(step);
        body.line("final int rows = " + (one ? "w.rows" : "w.count * w.rows") + ";");
        if (one) {
            body.line("final int at = s * rows;");
        }
        var run = new ArrayList<TileOp.Map>();
        for (var op : operations) {
            if (op instanceof TileOp.Map map) {
                if (!run.isEmpty()
                        && !run.getFirst().to().columns().equals(map.to().columns())) {
                    flush(run, scope, rows, body);
                }
                run.add(map);
            } else {
                flush(run, scope, rows, body);
                write(op, scope, rows, body);
            }
        }
        flush(run, scope, rows, body);
        return new Text()
                .line(comment)
                .open("private void " + head)
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    private void flush(List<TileOp.Map> run, Scope scope, StepRows rows, Text text) {
        if (!run.isEmpty()) {
            new EntryPass(names, scope, rows, text).write(List.copyOf(run), "rows");
            run.clear();
        }
    }

    private void write(TileOp op, Scope scope, StepRows rows, Text text) {
        switch (op) {
            case TileOp.Load load -> load(load, scope, rows, text);
            case TileOp.Transform transform -> transform(transform, scope, rows, text);
            case TileOp.RowReduce reduce -> reduce(reduce, scope, rows, text);
            case TileOp.Store store -> store(store, scope, rows, text);
            case TileOp.Map _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ ->
                throw new IllegalStateException("weave: no single operation of a step: " + op);
        }
    }

    /// Steps that a shorter last part does not have read nothing.
    private void load(TileOp.Load load, Scope scope, StepRows rows, Text text) {
        var tensor = names.tensor(load.tensor());
        var array = rows.array(scope, load.to());
        var size = "depth_" + load.to().name();
        var segment = scope.tensor(load.tensor());
        text.open("for (int r = 0; r < rows; r++)")
                .line("final int t = " + rows.ramps().get(Axis.STEP) + ";")
                .line("final int start = " + rows.start(scope, load.to()) + ";")
                .open("if (t < steps)")
                .line("final long from = ((long) " + rows.ramps().get(Axis.BATCH) + " * steps + t) * " + size + ";");
        if (names.vectors() && Function.loads(tensor.type())) {
            text.line(names.function(Function.load(tensor.type())) + "(" + segment + ", from, " + array + ", start, "
                    + size + ");");
        } else {
            text.open("for (int d = 0; d < " + size + "; d++)")
                    .line(array + "[start + d] = " + cast() + Storage.read(tensor.type(), segment, "from + d") + ";")
                    .close();
        }
        text.orElse()
                .line("Arrays.fill(" + array + ", start, start + " + size + ", 0);")
                .close()
                .close();
    }

    private void transform(TileOp.Transform transform, Scope scope, StepRows rows, Text text) {
        var of = transform.of();
        var to = transform.to();
        var arguments = List.of(
                rows.array(scope, of),
                rows.first(of) + " * " + Names.stride(rows.base(of)),
                Names.stride(rows.base(of)),
                "shared.panels_" + transform.matrix(),
                rows.array(scope, to),
                rows.first(to) + " * " + Names.stride(to),
                Names.stride(to),
                "rows",
                "depth_" + rows.base(of).name(),
                "w");
        text.line("multiply(" + String.join(", ", arguments) + ");");
    }

    private void reduce(TileOp.RowReduce reduce, Scope scope, StepRows rows, Text text) {
        var scalar = new ScalarCode(names, scope, false);
        boolean max = reduce.reduction() == TileOp.Reduction.MAX;
        var size = reduce.over() instanceof Span.Features features
                ? scalar.operand(features.size(), Point.uniform(), text)
                : "1";
        text.open("for (int r = 0; r < rows; r++)")
                .line(names.real() + " total = " + (max ? names.real(Double.NEGATIVE_INFINITY, false) : "0") + ";")
                .open("for (int d = 0; d < " + size + "; d++)");
        var tiles = Dependence.of(reduce.value()).tiles();
        var value = scalar.code(reduce.value(), rows.point(scope, tiles, true), text);
        text.line(max ? "total = Math.max(total, " + value + ");" : "total += " + value + ";")
                .close()
                .line(rows.element(scope, reduce.to(), "") + " = total;")
                .close();
    }

    private void store(TileOp.Store store, Scope scope, StepRows rows, Text text) {
        var tensor = names.tensor(store.tensor());
        var segment = scope.tensor(store.tensor());
        var scalar = new ScalarCode(names, scope, false);
        boolean vector = store.over() instanceof Span.Features;
        var size = store.over() instanceof Span.Features features
                ? scalar.operand(features.size(), Point.uniform(), text)
                : "1";
        text.open("for (int r = 0; r < rows; r++)")
                .line("final int t = " + rows.ramps().get(Axis.STEP) + ";")
                .open("if (t < steps)")
                .line("final long to = ((long) " + rows.ramps().get(Axis.BATCH) + " * steps + t) * " + size + ";");
        if (store.value() instanceof Value.At(Tile tile) && vector && tensor.type() == ElementType.F32) {
            text.line("MemorySegment.copy(" + rows.array(scope, tile) + ", " + rows.start(scope, tile) + ", " + segment
                    + ", ValueLayout.JAVA_FLOAT, 4L * to, " + size + ");");
        } else {
            if (tensor.type() == ElementType.BF16) {
                names.function(Function.BRAIN);
            }
            var tiles = Dependence.of(store.value()).tiles();
            if (vector) {
                text.open("for (int d = 0; d < " + size + "; d++)");
            }
            var value = scalar.code(store.value(), rows.point(scope, tiles, vector), text);
            text.line(Storage.write(tensor.type(), segment, vector ? "to + d" : "to", value));
            if (vector) {
                text.close();
            }
        }
        text.close().close();
    }
}
