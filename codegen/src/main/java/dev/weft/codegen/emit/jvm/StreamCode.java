package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Writes the steps of a stream. What a step gives leaves from arrays of one row. What it reads comes into
/// such first, or the equations read it where it lies: then memory is read while other numbers are computed.
/// The latter is for few floats, in rows of whole vectors: each access to a tensor has so many nodes in C2's
/// graph that with many it stops inlining, and allocates every vector of a cell.
final class StreamCode {
    /// Tensors that equations read where they lie, at most: those of an LSTM.
    private static final int MOST_IN_PLACE = 4;

    private final Names names;
    private final StepProgram program;

    StreamCode(Names names, StepProgram program) {
        this.names = names;
        this.program = program;
    }

    /// A row of each state for each row of parts, and one row of all that is read and written besides.
    Map<Tile, String> tiles() {
        var tiles = new LinkedHashMap<Tile, String>();
        program.states().forEach(state -> tiles.put(state.next(), "k.rowTile"));
        loads().forEach(load -> tiles.put(load.to(), "1"));
        stores().forEach(store -> tiles.putIfAbsent(source(store), "1"));
        return tiles;
    }

    private List<TileOp.Load> loads() {
        return program.operations().stream()
                .filter(TileOp.Load.class::isInstance)
                .map(TileOp.Load.class::cast)
                .toList();
    }

    private List<TileOp.Store> stores() {
        return program.after().stream()
                .filter(TileOp.Store.class::isInstance)
                .map(TileOp.Store.class::cast)
                .toList();
    }

    /// The tile that a store leaves from: a state's own, or one for its value.
    private Tile source(TileOp.Store store) {
        return store.value() instanceof Value.At(Tile tile) && isAfter(tile)
                ? tile
                : new Tile(store.tensor() + "Out", Span.ROWS, store.over(), Kind.REAL);
    }

    private boolean isAfter(Tile tile) {
        return program.states().stream().anyMatch(state -> state.next().equals(tile));
    }

    /// Some steps of all rows: rows in, equations, rows out.
    Text steps() {
        var scope = new Scope(names);
        var body = new Text();
        if (isInPlace()) {
            body.open("if (width % LANES == 0)")
                    .line("stepInPlace(r, b, t, place, arguments, shared, w);")
                    .orElse();
        }
        for (var load : loads()) {
            body.line(names.rows(names.tensor(load.tensor()).type()) + ".load(" + scope.tensor(load.tensor())
                    + ", place, " + array(scope, load.to()) + ", 0, width);");
        }
        body.line("step(r, b, t, arguments, shared, w);");
        if (isInPlace()) {
            body.close();
        }
        for (var store : stores()) {
            body.line(names.rows(ElementType.F32) + ".store(" + array(scope, source(store)) + ", "
                    + start(source(store)) + ", " + scope.tensor(store.tensor()) + ", place, width);");
        }
        return new Text()
                .line("// The steps from `first` to `until` of these parts.")
                .open("private void steps(int first, int until, JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .open("for (int s = first; s < until; s++)")
                .open("for (int r = 0; r < w.rows; r++)")
                .line("final int b = w.batches[r];")
                .line("final int t = w.firsts[r] + s;")
                .open("if (t < steps)")
                .line("final long place = ((long) b * steps + t) * width;")
                .lines(body.toString())
                .close()
                .close()
                .close()
                .close();
    }

    /// The equations of one row.
    List<Text> step() {
        var inRows = step(
                "// Step `t` of row `r`.",
                "step(int r, int b, int t, JvmArguments arguments, Shared shared, Worker w)",
                Row::new);
        if (!isInPlace()) {
            return List.of(inRows);
        }
        return List.of(
                inRows,
                step(
                        "// The same, with inputs read where they lie, from number `place` on.",
                        "stepInPlace(int r, int b, int t, long place, JvmArguments arguments, Shared shared, Worker w)",
                        InPlace::new));
    }

    private boolean isInPlace() {
        return loads().size() <= MOST_IN_PLACE
                && loads().stream().allMatch(load -> names.tensor(load.tensor()).type() == ElementType.F32);
    }

    /// The states before are read first: they lie where those after will.
    private Text step(String comment, String head, Function<Scope, Row> row) {
        var scope = new Scope(names);
        var before = new Text();
        var body = new Text();
        var lanes = new EntryLanes(names, scope, row.apply(scope), before, body);
        program.states().forEach(state -> lanes.lanes(new Value.At(state.previous())));
        for (var op : program.operations()) {
            if (op instanceof TileOp.Map map) {
                lanes.define(map.to(), map.value());
            }
        }
        program.states().forEach(state -> lanes.assign(state.next(), new Value.At(state.next())));
        for (var store : stores()) {
            if (!isAfter(source(store))) {
                lanes.assign(source(store), store.value());
            }
        }
        return new Text()
                .line(comment)
                .open("private void " + head)
                .lines(scope.prologue())
                .lines(before.toString())
                .open("for (int d = 0; d < width; d += LANES)")
                .lines(body.toString())
                .close()
                .close();
    }

    private String array(Scope scope, Tile tile) {
        return scope.worker(names.real() + "[]", Names.tile(base(tile)));
    }

    /// The tile that has the array.
    private Tile base(Tile tile) {
        return program.states().stream()
                .filter(state -> state.previous().equals(tile))
                .map(StepProgram.State::next)
                .findFirst()
                .orElse(tile);
    }

    /// Where row `r` starts in the tile's array.
    private String start(Tile tile) {
        return isAfter(base(tile)) ? "r * " + Names.stride(base(tile)) : "0";
    }

    private class Row implements EntryLanes.Row {
        final Scope scope;

        Row(Scope scope) {
            this.scope = scope;
        }

        @Override
        public String array(Tile tile) {
            return StreamCode.this.array(scope, tile);
        }

        @Override
        public String start(Tile tile) {
            return StreamCode.this.start(tile);
        }

        @Override
        public Point point(Collection<Tile> tiles) {
            return Point.of(Map.of(Axis.BATCH, "b", Axis.STEP, "t"), "r");
        }

        @Override
        public String line(String tensor) {
            return scope.line(tensor);
        }
    }

    private final class InPlace extends Row {
        InPlace(Scope scope) {
            super(scope);
        }

        @Override
        public String read(Tile tile) {
            for (var load : loads()) {
                if (load.to().equals(tile)) {
                    return "FloatVector.fromMemorySegment(REALS, " + scope.tensor(load.tensor())
                            + ", 4L * (place + d), ByteOrder.nativeOrder())";
                }
            }
            return super.read(tile);
        }
    }
}
