package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.vector.MicroKernels;
import dev.weft.codegen.schedule.EntryVectors;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes how a worker goes along interleaved sequences, or parts of them: rows are transposed into vectors for some
/// steps, the steps are taken, and what they give is transposed back.
///
/// See [dev.weft.codegen.schedule.Interleaving] for the scans that can be, [InterleavedTiles] for where numbers lie,
/// and [InterleavedRows] for how they come there.
final class InterleavedCode {
    static final String VECTORS = "for (int v = 0; v < interleaved / LANES; v++)";

    private final Names names;
    private final StepProgram program;
    private final InterleavedTiles tiles;

    InterleavedCode(Names names, StepProgram program) {
        this.names = names;
        this.program = program;
        this.tiles = new InterleavedTiles(names, program);
    }

    List<Text> methods() {
        var edges = new PartEdges(names, program, "Interleaved", this::edge);
        var rows = new InterleavedRows(names, program, tiles);
        return List.of(along(), edges.begin(), rows.read(), step(), rows.write(), edges.passed(), edges.end());
    }

    /// A number of a state where a part begins.
    private String edge(Tile state, String row) {
        var first = "(" + row + " / LANES * (chunk + 1)";
        var entry =
                state.columns() instanceof Span.Features ? first + " * " + tiles.depth(state) + " + d)" : first + ")";
        return "w." + tiles.field(state) + "[" + entry + " * LANES + " + row + " % LANES]";
    }

    private Text along() {
        var text = PartsWay.toParts("Interleaved", "the same number of all of them in a vector")
                .open("for (w.done = 0; w.done < most; w.done += chunk)")
                .line("w.count = Math.min(chunk, most - w.done);")
                .line("readInterleaved(arguments, shared, w);")
                .line(LapCode.ahead())
                .open("for (int s = 0; s < w.count; s++)")
                .open(VECTORS)
                .line("stepInterleaved(s, v, arguments, shared, w);")
                .close()
                .close()
                .line(LapCode.steps())
                .line("writeInterleaved(arguments, shared, w);")
                .open(VECTORS);
        for (var state : program.states()) {
            var array = "w." + tiles.field(state.next());
            var row = tiles.depth(state.next()) + " * LANES";
            text.line("System.arraycopy(" + array + ", (v * (chunk + 1) + w.count) * " + row + ", " + array
                    + ", v * (chunk + 1) * " + row + ", " + row + ");");
        }
        return text.close()
                .line(LapCode.afterSteps())
                .open("if (parts > 1 && passedInterleaved(first, w.done / chunk, shared, w))")
                .line("return;")
                .close()
                .close()
                .line("endInterleaved(first, shared, w);")
                .close();
    }

    private Text step() {
        var scope = new Scope(names);
        var starts = new LinkedHashMap<String, String>();
        var body = new Text();
        var row = new Lane(scope, starts);
        var run = new ArrayList<TileOp.Map>();
        for (var op : work()) {
            if (op instanceof TileOp.Map map
                    && (run.isEmpty()
                            || run.getFirst().to().columns().equals(map.to().columns()))) {
                run.add(map);
                continue;
            }
            maps(run, row, body);
            switch (op) {
                case TileOp.Map map -> run.add(map);
                case TileOp.Transform transform -> product(transform, row, body);
                case TileOp.RowReduce reduce -> reduce(reduce, row, body);
                case TileOp.Load _, TileOp.Store _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ ->
                    throw new IllegalStateException("weave: not interleaved: " + op);
            }
        }
        maps(run, row, body);
        var declared = new Text();
        starts.forEach((local, start) -> declared.line("final int " + local + " = " + start + ";"));
        return new Text()
                .line("// Step `s` of these, of vector `v` of sequences.")
                .open("private void stepInterleaved(int s, int v, JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .lines(declared.toString())
                .lines(body.toString())
                .close();
    }

    /// What is done at a step: all but reading inputs, and writing what only has to be written.
    private List<TileOp> work() {
        var work = new ArrayList<TileOp>();
        for (var op : program.operations()) {
            switch (op) {
                case TileOp.Load _ -> {}
                case TileOp.Store store -> {
                    var from = tiles.source(store);
                    if (!store.value().equals(new Value.At(from))) {
                        work.add(new TileOp.Map(from, store.value()));
                    }
                }
                default -> work.add(op);
            }
        }
        return work;
    }

    private void maps(List<TileOp.Map> run, Lane row, Text text) {
        if (run.isEmpty()) {
            return;
        }
        var before = new Text();
        var body = new Text();
        var lanes = new EntryLanes(names, row.scope, row, before, body);
        for (var map : run) {
            if (isLocal(map, run)) {
                lanes.define(map.to(), map.value());
            } else {
                lanes.assign(map.to(), map.value());
            }
        }
        loop(run.getFirst().to().columns(), before, body, text);
        run.clear();
    }

    /// Whether only these maps read what one of them assigns.
    private boolean isLocal(TileOp.Map map, List<TileOp.Map> run) {
        return !tiles.isKept(map.to())
                && work().stream()
                        .filter(op -> !run.contains(op))
                        .noneMatch(op -> Operands.read(op).contains(map.to())
                                || Operands.assigned(op).contains(map.to()));
    }

    private void loop(Span columns, Text before, Text body, Text text) {
        if (columns instanceof Span.Features) {
            text.open("")
                    .lines(before.toString())
                    .open("for (int d = 0; d < " + tiles.depth(columns) + "; d++)")
                    .lines(body.toString())
                    .close()
                    .close();
        } else {
            text.open("").lines(before.toString()).lines(body.toString()).close();
        }
    }

    private void product(TileOp.Transform transform, Lane row, Text text) {
        var depth = tiles.depth(transform.of());
        text.line(MicroKernels.columns(names.form()) + ".multiply(shared.rows_" + transform.matrix() + ", 0, " + depth
                + ", " + row.array(transform.of()) + ", " + row.vector(transform.of(), "0") + ", "
                + row.array(transform.to()) + ", " + row.vector(transform.to(), "0") + ", LANES, "
                + tiles.depth(transform.to()) + ", " + depth + ");");
    }

    private void reduce(TileOp.RowReduce reduce, Lane row, Text text) {
        boolean max = reduce.reduction() == TileOp.Reduction.MAX;
        var before = new Text();
        var body = new Text();
        var value = new EntryLanes(names, row.scope, row, before, body).lanes(reduce.value());
        var total = row.scope.fresh(max ? "greatest" : "total");
        body.line(total + " = " + total + (max ? ".max(" : ".add(") + value + ");");
        text.line("FloatVector " + total + " = FloatVector.broadcast(REALS, "
                + (max ? names.real(Double.NEGATIVE_INFINITY, false) : "0f") + ");");
        loop(reduce.over(), before, body, text);
        text.line(total + ".intoArray(" + row.array(reduce.to()) + ", " + row.vector(reduce.to(), "0") + ");");
    }

    /// Vector `v` of sequences at step `s`.
    private final class Lane implements EntryLanes.Row {
        final Scope scope;
        private final Map<String, String> starts;

        /// @param starts receives where tiles begin
        Lane(Scope scope, Map<String, String> starts) {
            this.scope = scope;
            this.starts = starts;
        }

        @Override
        public EntryVectors vectors() {
            return EntryVectors.SEQUENCES;
        }

        @Override
        public String array(Tile tile) {
            return scope.worker("float[]", tiles.field(tile));
        }

        @Override
        public String start(Tile tile) {
            var start = tiles.start(tile, "v", "s");
            if (start.isEmpty()) {
                return "0";
            }
            starts.put("at_" + tile.name(), start);
            return "at_" + tile.name();
        }

        @Override
        public String place(Tile tile) {
            return vector(tile, tile.columns() instanceof Span.Features ? "d" : "0");
        }

        /// Where a vector of the tile begins in its array.
        String vector(Tile tile, String entry) {
            var start = start(tile);
            if (start.equals("0")) {
                return entry.equals("0") ? "0" : entry + " * LANES";
            }
            return entry.equals("0") ? start + " * LANES" : "(" + start + " + " + entry + ") * LANES";
        }

        @Override
        public String read(Value.Cell cell) {
            return cell.at().size() == 1
                    ? "FloatVector.broadcast(REALS, " + line(cell.tensor()) + "[d])"
                    : read(tiles.number(cell.tensor()));
        }

        @Override
        public Point point(Collection<Tile> read) {
            return Point.uniform();
        }

        @Override
        public String line(String tensor) {
            return scope.line(tensor);
        }
    }
}
