package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs a tile program in double precision, one point after the other.
///
/// ```java
/// double[] o = Machine.run(program, Map.of("N", 5, …), Map.of(), Map.of("q", q, …), new Machine.Tiling(4, 3,
/// 1)).get("o");
/// ```
public final class Machine {
    /// How the work is cut.
    ///
    /// @param rows how many rows a tile has
    /// @param keys how many keys a tile has
    /// @param parts into how many parts the tiles of keys are dealt, to be merged
    public record Tiling(int rows, int keys, int parts) {}

    private final TileProgram program;
    private final Tiling tiling;
    private final Memory memory;

    private Machine(TileProgram program, Tiling tiling, Memory memory) {
        this.program = program;
        this.tiling = tiling;
        this.memory = memory;
    }

    /// The outs by name, row-major.
    ///
    /// @param tensors the inputs, row-major; a missing one is all 0
    /// @throws IndexOutOfBoundsException for an element outside its tensor
    /// @throws IllegalStateException for a program that is not in order
    public static Map<String, double[]> run(
            TileProgram program,
            Map<String, Integer> sizes,
            Map<String, Double> params,
            Map<String, double[]> tensors,
            Tiling tiling) {
        var machine = new Machine(program, tiling, new Memory(program, sizes, params, tensors));
        machine.run();
        var outs = new LinkedHashMap<String, double[]>();
        for (var argument : program.signature().arguments()) {
            if (argument instanceof Signature.Tensor tensor && tensor.direction() == Signature.Direction.OUT) {
                outs.put(tensor.name(), machine.memory.data(tensor.name()));
            }
        }
        return outs;
    }

    private void run() {
        var uniform = Evaluator.uniform(memory);
        int heads = uniform.whole(program.heads());
        int group = heads == 0 ? 1 : uniform.whole(program.group());
        int rows = uniform.whole(program.queries()) * group;
        for (int b = 0; b < uniform.whole(program.batches()); b++) {
            for (int h = 0; h < heads; h += group) {
                for (int r = 0; r < rows; r += tiling.rows()) {
                    var tile = Area.rows(h, group, r, Math.min(rows, r + tiling.rows()));
                    operations(program.operations(), new Area(b, tile, 0, 0), new Frame());
                }
            }
        }
    }

    private void operations(List<TileOp> operations, Area area, Frame frame) {
        for (var operation : operations) {
            var evaluator = Evaluator.at(memory, area, frame);
            switch (operation) {
                case TileOp.Load load ->
                    fill(load.to(), evaluator, point -> point.holds(load.exists()) ? load(load, point) : 0);
                case TileOp.Transform transform ->
                    fill(transform.to(), evaluator, point -> transform(transform, point));
                case TileOp.Map map -> fill(map.to(), evaluator, point -> point.value(map.value()));
                case TileOp.Rotate rotate -> fill(rotate.to(), evaluator, point -> Turn.entry(rotate, point));
                case TileOp.RowReduce reduce -> fill(reduce.to(), evaluator, point -> reduce(reduce, point));
                case TileOp.Dot dot -> fill(dot.to(), evaluator, point -> dot(dot, point));
                case TileOp.Loop loop -> loop(loop, area, frame);
                case TileOp.When when ->
                    operations(evaluator.holds(when.condition()) ? when.then() : when.otherwise(), area, frame);
                case TileOp.Store store -> store(store, evaluator);
            }
        }
    }

    private void loop(TileOp.Loop loop, Area area, Frame frame) {
        var parts = new ArrayList<Frame>();
        for (int part = 0; part < tiling.parts(); part++) {
            var own = frame.copy();
            var evaluator = Evaluator.at(memory, area, own);
            loop.carried().forEach(carried -> fill(carried.tile(), evaluator, point -> point.value(carried.start())));
            parts.add(own);
        }
        var evaluator = Evaluator.at(memory, area, frame);
        var keys = evaluator.row(0).whole(program.keys());
        for (int first = 0; first < keys; first += tiling.keys()) {
            var tile = area.withKeys(first, Math.min(tiling.keys(), keys - first));
            var part = parts.get(first / tiling.keys() % parts.size());
            if (Evaluator.at(memory, tile, frame).visits(loop)) {
                var own = part.copy();
                operations(loop.staged(), tile, own);
                operations(loop.body(), tile, own);
                loop.carried().forEach(carried -> keep(carried.tile(), own, part, area));
            }
        }
        loop.carried().forEach(carried -> keep(carried.tile(), parts.getFirst(), frame, area));
        for (var part : parts.subList(1, parts.size())) {
            merge(loop, area, frame, part);
        }
    }

    private void merge(TileOp.Loop loop, Area area, Frame frame, Frame part) {
        var before = frame.copy();
        var evaluator = Evaluator.at(memory, area, before).merging(part);
        for (var carried : loop.carried()) {
            var merged = new Frame();
            fill(carried.tile(), evaluator, merged, point -> point.value(carried.merge()));
            keep(carried.tile(), merged, frame, area);
        }
    }

    private void keep(Tile tile, Frame from, Frame to, Area area) {
        var evaluator = Evaluator.at(memory, area, from);
        to.put(
                tile,
                size(tile.rows(), evaluator),
                size(tile.columns(), evaluator),
                from.data(tile).clone());
    }

    private interface Entry {
        double at(Evaluator point);
    }

    private void fill(Tile tile, Evaluator evaluator, Entry entry) {
        fill(tile, evaluator, evaluator.frame(), entry);
    }

    private void fill(Tile tile, Evaluator evaluator, Frame into, Entry entry) {
        int rows = size(tile.rows(), evaluator);
        int columns = size(tile.columns(), evaluator);
        var data = new double[rows * columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                data[r * columns + c] = entry.at(evaluator.along(tile.rows(), r).along(tile.columns(), c));
            }
        }
        into.put(tile, rows, columns, data);
    }

    private static int size(Span span, Evaluator evaluator) {
        return switch (span) {
            case Span.Rows() -> evaluator.area().rows().size();
            case Span.Keys() -> evaluator.area().keys();
            case Span.Features(Value size) -> evaluator.whole(size);
            case Span.One() -> 1;
        };
    }

    private double load(TileOp.Load load, Evaluator point) {
        return point.memory()
                .read(
                        load.tensor(),
                        with(point.indices(load.at()), point.feature().orElseThrow()));
    }

    private double transform(TileOp.Transform transform, Evaluator point) {
        int columns = size(transform.of().columns(), point);
        double sum = 0;
        for (int d = 0; d < columns; d++) {
            var at = with(with(point.indices(transform.at()), point.feature().orElseThrow()), d);
            sum += memory.read(transform.matrix(), at) * point.feature(d).value(new Value.At(transform.of()));
        }
        return sum;
    }

    private static double reduce(TileOp.RowReduce reduce, Evaluator point) {
        boolean max = reduce.reduction() == TileOp.Reduction.MAX;
        double result = max ? Double.NEGATIVE_INFINITY : 0;
        for (int c = 0; c < size(reduce.over(), point); c++) {
            double next = point.along(reduce.over(), c).value(reduce.value());
            result = max ? Math.max(result, next) : result + next;
        }
        return result;
    }

    /// A weight of 0 contributes nothing, whatever it meets, unless its pair counts.
    private static double dot(TileOp.Dot dot, Evaluator point) {
        boolean scores = dot.to().columns().equals(Span.KEYS);
        var over = dot.left().columns();
        double sum = scores ? 0 : point.value(new Value.At(dot.to()));
        for (int n = 0; n < size(over, point); n++) {
            double left = point.along(over, n).value(new Value.At(dot.left()));
            if (scores || left != 0 || point.along(over, n).holds(dot.counts())) {
                sum += left * point.along(over, n).value(new Value.At(dot.right()));
            }
        }
        return sum;
    }

    private void store(TileOp.Store store, Evaluator evaluator) {
        for (int r = 0; r < evaluator.area().rows().size(); r++) {
            for (int d = 0; d < size(store.over(), evaluator); d++) {
                var point = evaluator.row(r).along(store.over(), d);
                var at = point.indices(store.at());
                memory.write(
                        store.tensor(),
                        point.value(store.value()),
                        store.over() instanceof Span.One ? at : with(at, d));
            }
        }
    }

    private static int[] with(int[] at, int last) {
        var all = java.util.Arrays.copyOf(at, at.length + 1);
        all[at.length] = last;
        return all;
    }
}
