package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;

/// The operations that are neither loops nor choices: each assigns one tile, or stores one.
final class Straight {
    private Straight() {}

    /// Runs one.
    static void run(TileOp operation, Evaluator evaluator) {
        switch (operation) {
            case TileOp.Load load ->
                fill(load.to(), evaluator, point -> point.holds(load.exists()) ? load(load, point) : 0);
            case TileOp.Transform transform -> fill(transform.to(), evaluator, point -> transform(transform, point));
            case TileOp.Map map -> fill(map.to(), evaluator, point -> point.value(map.value()));
            case TileOp.Rotate rotate -> fill(rotate.to(), evaluator, point -> Turn.entry(rotate, point));
            case TileOp.RowReduce reduce -> fill(reduce.to(), evaluator, point -> reduce(reduce, point));
            case TileOp.Dot dot -> fill(dot.to(), evaluator, point -> dot(dot, point));
            case TileOp.Store store -> store(store, evaluator);
            case TileOp.Loop _, TileOp.When _ -> throw new IllegalStateException("not straight: " + operation);
        }
    }

    interface Entry {
        double at(Evaluator point);
    }

    static void fill(Tile tile, Evaluator evaluator, Entry entry) {
        fill(tile, evaluator, evaluator.frame(), entry);
    }

    static void fill(Tile tile, Evaluator evaluator, Frame into, Entry entry) {
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

    static int size(Span span, Evaluator evaluator) {
        return switch (span) {
            case Span.Rows() -> evaluator.area().rows().size();
            case Span.Keys() -> evaluator.area().keys();
            case Span.Features(Value size) -> evaluator.whole(size);
            case Span.One() -> 1;
        };
    }

    private static double load(TileOp.Load load, Evaluator point) {
        return point.memory()
                .read(
                        load.tensor(),
                        with(point.indices(load.at()), point.feature().orElseThrow()));
    }

    private static double transform(TileOp.Transform transform, Evaluator point) {
        int columns = size(transform.of().columns(), point);
        double sum = 0;
        for (int d = 0; d < columns; d++) {
            var at = with(with(point.indices(transform.at()), point.feature().orElseThrow()), d);
            sum += point.memory().read(transform.matrix(), at)
                    * point.feature(d).value(new Value.At(transform.of()));
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

    private static void store(TileOp.Store store, Evaluator evaluator) {
        for (int r = 0; r < evaluator.area().rows().size(); r++) {
            for (int d = 0; d < size(store.over(), evaluator); d++) {
                var point = evaluator.row(r).along(store.over(), d);
                var at = point.indices(store.at());
                point.memory()
                        .write(
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
