package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Writes what is done for one line of a tile: a query row, or a key.
final class LinePass {
    private final Names names;
    private final Rotations rotations;
    private final Scope scope;
    private final ScalarCode scalar;
    private final TensorRows tensors;
    private final boolean rows;
    private final Text text;

    /// @param rows whether the lines are rows; otherwise they are keys
    /// @param text receives the code; the line's index is `r` or `c`
    LinePass(Names names, Rotations rotations, Scope scope, boolean rows, Text text) {
        this.names = names;
        this.rotations = rotations;
        this.scope = scope;
        this.scalar = new ScalarCode(names, scope, false);
        this.rows = rows;
        this.text = text;
        this.tensors = new TensorRows(names, scope, point(), text);
    }

    /// This line, for vectors of its entries.
    private final EntryLanes.Row line = new EntryLanes.Row() {
        @Override
        public String array(Tile tile) {
            return LinePass.this.array(tile);
        }

        @Override
        public String start(Tile tile) {
            return LinePass.this.start(tile);
        }

        @Override
        public Point point(Collection<Tile> tiles) {
            return LinePass.this.point();
        }

        @Override
        public String line(String tensor) {
            return "";
        }
    };

    private Point point() {
        return rows ? Point.ofRow("r") : Point.ofKey("c");
    }

    /// Writes what is done for all rows: loops over rows, maps to one number per row by vectors of rows, and calls of
    /// methods that go over keys by vectors.
    ///
    /// @param methods receives those
    void rows(List<TileOp> ops, KeyMethods methods) {
        var rest = new ArrayList<>(ops);
        var keys = new KeysLoop(names, scope, text);
        while (!rest.isEmpty()) {
            manyRows(rest);
            var run = keysRun(rest);
            if (!run.isEmpty() && keys.byVectors(run)) {
                keys.vectors(run, methods);
                rest.subList(0, run.size()).clear();
            } else if (!rest.isEmpty()) {
                text.open("for (int r = firstRow; r < endRow; r++)");
                oneByOne(rest, keys);
                text.close();
            }
        }
    }

    /// Takes the operations at the start of `ops` that are done row by row.
    private void oneByOne(List<TileOp> ops, KeysLoop keys) {
        while (!ops.isEmpty()) {
            var run = keysRun(ops);
            if (run.isEmpty()) {
                write(ops.removeFirst());
            } else if (keys.byVectors(run)) {
                return;
            } else {
                keys.plain(run);
                ops.subList(0, run.size()).clear();
            }
        }
    }

    /// Takes the maps at the start of `ops` that vectors of rows can do.
    private void manyRows(List<TileOp> ops) {
        var pass = new RowPass(names, scope, text);
        var maps = new ArrayList<TileOp.Map>();
        while (maps.size() < ops.size() && pass.has(ops.get(maps.size()))) {
            maps.add((TileOp.Map) ops.get(maps.size()));
        }
        if (!maps.isEmpty()) {
            pass.write(maps);
            ops.subList(0, maps.size()).clear();
        }
    }

    /// Writes what is done for one key.
    void key(List<TileOp> ops) {
        ops.forEach(this::write);
    }

    /// The operations at the start of `ops` that one loop over keys can do.
    private static List<TileOp> keysRun(List<TileOp> ops) {
        int end = 0;
        while (end < ops.size() && overKeys(ops.get(end)) && !KeysLoop.mustSplit(ops.subList(0, end), ops.get(end))) {
            end++;
        }
        return List.copyOf(ops.subList(0, end));
    }

    private static boolean overKeys(TileOp op) {
        return switch (op) {
            case TileOp.Map map -> map.to().columns() instanceof Span.Keys;
            case TileOp.RowReduce reduce -> reduce.over() instanceof Span.Keys;
            case TileOp.Load _, TileOp.Transform _, TileOp.Rotate _, TileOp.Dot _ -> false;
            case TileOp.Loop _, TileOp.When _, TileOp.Store _ -> false;
        };
    }

    private void write(TileOp op) {
        switch (op) {
            case TileOp.Load load -> load(load);
            case TileOp.Map map -> map(map);
            case TileOp.Rotate rotate ->
                new RotateCode(names, scope, line, text).write(rotate, rotations.of(rotate), tensors.size(rotate.to()));
            case TileOp.Transform transform -> transform(transform);
            case TileOp.RowReduce reduce -> reduce(reduce);
            case TileOp.Store store -> store(store);
            case TileOp.Dot _, TileOp.Loop _, TileOp.When _ ->
                throw new IllegalStateException("weave: no line by line form of " + op);
        }
    }

    private String array(Tile tile) {
        return scope.worker(names.type(tile.kind()) + "[]", (rows ? "tile_" : "row_") + tile.name());
    }

    private String start(Tile tile) {
        return rows ? "r * " + Names.stride(tile) : "0";
    }

    private void load(TileOp.Load load) {
        var tensor = names.tensor(load.tensor());
        var array = array(load.to());
        var start = start(load.to());
        var size = tensors.size(load.to());
        var always = TensorRows.always(load);
        if (!always) {
            text.open("if (" + scalar.code(load.exists(), point(), text) + ")");
        } else {
            text.open("");
        }
        text.line("final long at = (" + tensors.offset(load.tensor(), load.at()) + ") * " + size + ";");
        var segment = scope.tensor(load.tensor());
        if (names.vectors() && Storage.isFloats(tensor.type())) {
            text.line(names.rows(tensor.type()) + ".load(" + segment + ", at, " + array + ", " + start + ", " + size
                    + ");");
        } else if ((tensor.type() == ElementType.F32 && !names.wide()) || tensor.type() == ElementType.F64) {
            text.line("MemorySegment.copy(" + segment + ", " + Storage.layout(tensor.type()) + ", "
                    + Storage.bytes(tensor.type()) + "L * at, " + array + ", " + start + ", " + size + ");");
        } else {
            text.open("for (int d = 0; d < " + size + "; d++)");
            text.line(array + "[" + start + " + d] = " + Storage.read(tensor.type(), segment, "at + d") + ";");
            text.close();
        }
        if (!always) {
            text.orElse().line("Arrays.fill(" + array + ", " + start + ", " + start + " + " + size + ", 0);");
        }
        text.close();
    }

    private void map(TileOp.Map map) {
        var to = map.to();
        if (to.columns() instanceof Span.One) {
            var code = scalar.code(map.value(), point(), text);
            text.line(scalar.at(to, point(), "") + " = " + code + ";");
            return;
        }
        var factor = factor(map);
        if (!factor.isEmpty()) {
            text.open("if (" + factor + " != 1)");
        }
        var point = point().withFeature("d");
        entries(
                tensors.size(to),
                map.value(),
                to.kind() == Kind.REAL,
                lanes -> lanes.assign(to, map.value()),
                rest -> rest.line(scalar.at(to, point, "") + " = " + scalar.code(map.value(), point, rest) + ";"));
        if (!factor.isEmpty()) {
            text.close();
        }
    }

    /// The loop over the entries of a line: by vectors if the value has such a form, and one by one for the rest.
    ///
    /// @param reals whether what it assigns has vectors, too
    private void entries(
            String size, Value value, boolean reals, Consumer<EntryLanes> vectors, Consumer<Text> oneByOne) {
        if (!names.vectors() || !reals || !EntryLanes.has(value, line)) {
            text.open("for (int d = 0; d < " + size + "; d++)");
            oneByOne.accept(text);
            text.close();
            return;
        }
        var before = new Text();
        var body = new Text();
        vectors.accept(new EntryLanes(names, scope, line, before, body));
        text.open("")
                .lines(before.toString())
                .line("int d = 0;")
                .open("for (; d <= " + size + " - LANES; d += LANES)")
                .lines(body.toString())
                .close()
                .open("for (; d < " + size + "; d++)");
        oneByOne.accept(text);
        text.close().close();
    }

    /// In `to = to * x`, with x a number of the row: x, since nothing has to be done where it is 1.
    private String factor(TileOp.Map map) {
        return map.value() instanceof Value.Apply(Kind _, Op op, List<Value> on)
                        && op == Op.MULTIPLY
                        && on.get(0).equals(new Value.At(map.to()))
                        && on.get(1) instanceof Value.At(Tile by)
                        && by.columns() instanceof Span.One
                ? scalar.code(on.get(1), point(), text)
                : "";
    }

    private void transform(TileOp.Transform transform) {
        var of = array(transform.of());
        var to = array(transform.to());
        var type = names.tensor(transform.matrix()).type();
        text.open("for (int e = 0; e < " + tensors.size(transform.to()) + "; e++)");
        text.line(names.real() + " total = 0;");
        text.line("final long at = ((" + tensors.offset(transform.matrix(), transform.at()) + ") * "
                + tensors.size(transform.to()) + " + e) * " + tensors.size(transform.of()) + ";");
        text.open("for (int d = 0; d < " + tensors.size(transform.of()) + "; d++)");
        text.line("total += " + Storage.read(type, scope.tensor(transform.matrix()), "at + d") + " * " + of + "["
                + start(transform.of()) + " + d];");
        text.close();
        text.line(to + "[" + start(transform.to()) + " + e] = total;").close();
    }

    private void reduce(TileOp.RowReduce reduce) {
        var max = reduce.reduction() == TileOp.Reduction.MAX;
        var total = scope.fresh(max ? "greatest" : "total");
        text.line(names.real() + " " + total + " = " + (max ? names.real(Double.NEGATIVE_INFINITY, false) : "0") + ";");
        var size = reduce.over() instanceof Span.Features features ? tensors.size(features.size()) : "1";
        text.open("for (int d = 0; d < " + size + "; d++)");
        var value = scalar.code(reduce.value(), point().withFeature("d"), text);
        text.line(max ? total + " = Math.max(" + total + ", " + value + ");" : total + " += " + value + ";")
                .close();
        text.line(scalar.at(reduce.to(), point(), "") + " = " + total + ";");
    }

    private void store(TileOp.Store store) {
        var tensor = names.tensor(store.tensor());
        var segment = scope.tensor(store.tensor());
        text.open("");
        if (store.over() instanceof Span.Features features) {
            var size = tensors.size(features.size());
            text.line("final long at = (" + tensors.offset(store.tensor(), store.at()) + ") * " + size + ";");
            entries(
                    size,
                    store.value(),
                    tensor.type() == ElementType.F32,
                    lanes -> lanes.store(store.value(), segment, "at"),
                    rest -> rest.line(Storage.write(
                            tensor.type(),
                            segment,
                            "at + d",
                            scalar.code(store.value(), point().withFeature("d"), rest))));
        } else {
            text.line("final long at = " + tensors.offset(store.tensor(), store.at()) + ";");
            text.line(Storage.write(tensor.type(), segment, "at", scalar.code(store.value(), point(), text)));
        }
        text.close();
    }
}
