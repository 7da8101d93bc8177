package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Rotation;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// Writes operations of a scan as methods of the generated class.
record StepMethods(Names names) {
    /// A method that does all of `operations`, one after the other, each for all rows.
    ///
    /// @param count how many rows there are
    /// @param first statements to begin with
    Text method(
            String comment, String head, List<? extends TileOp> operations, StepRows rows, String count, String first) {
        var scope = new Scope(names);
        var body = new Text().line("final int rows = " + count + ";").lines(first);
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
            case TileOp.Rotate rotate -> rotate(rotate, scope, rows, text);
            case TileOp.Map _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ ->
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
        if (names.vectors() && Storage.isFloats(tensor.type())) {
            text.line(names.rows(tensor.type()) + ".load(" + segment + ", from, " + array + ", start, " + size + ");");
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
                "depth_" + to.name());
        text.line(new ProductCalls(names, scope).multiply(arguments));
    }

    /// Angles are computed anew at every step, in double precision: positions may be large.
    private void rotate(TileOp.Rotate rotate, Scope scope, StepRows rows, Text text) {
        var exact = new ScalarCode(names, scope, true);
        boolean halves = rotate.rotation().pairing() == Rotation.Pairing.HALVES;
        var from = rows.array(scope, rotate.of());
        var to = rows.array(scope, rotate.to());
        var tiles = Operands.read(rotate.position());
        text.open("for (int r = 0; r < rows; r++)")
                .line("final int pairs = (" + exact.code(rotate.rotation().dims(), Point.uniform(), text) + ") / 2;")
                .line("final int source = " + rows.start(scope, rotate.of()) + ";")
                .line("final int target = " + rows.start(scope, rotate.to()) + ";")
                .line("final double position = " + exact.code(rotate.position(), rows.point(scope, tiles, false), text)
                        + ";")
                .open("for (int m = 0; m < pairs; m++)");
        var theta = exact.code(rotate.rotation().theta(), Point.uniform().withPair("m"), text);
        text.line("final double angle = position * (" + theta + ");")
                .line("final " + names.real() + " cos = " + cast() + "Math.cos(angle);")
                .line("final " + names.real() + " sin = " + cast() + "Math.sin(angle);")
                .line("final int one = " + (halves ? "m" : "2 * m") + ";")
                .line("final int other = " + (halves ? "m + pairs" : "2 * m + 1") + ";")
                .line("final " + names.real() + " x = " + from + "[source + one];")
                .line("final " + names.real() + " y = " + from + "[source + other];")
                .line(to + "[target + one] = x * cos - y * sin;")
                .line(to + "[target + other] = x * sin + y * cos;")
                .close()
                .line("System.arraycopy(" + from + ", source + 2 * pairs, " + to + ", target + 2 * pairs, depth_"
                        + rotate.to().name() + " - 2 * pairs);")
                .close();
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
        var tiles = Operands.read(reduce.value());
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
            var tiles = Operands.read(store.value());
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

    private String cast() {
        return names.wide() ? "" : "(float) ";
    }
}
