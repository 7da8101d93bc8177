package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Arithmetic;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.OptionalInt;

/// Evaluates a value at one point.
///
/// @param other what [Value.Other] reads, in merges
/// @param row the row of the tile, if the point has one; likewise `key`, `feature`, `inner` and `pair`
record Evaluator(
        Memory memory,
        Area area,
        Frame frame,
        Frame other,
        OptionalInt row,
        OptionalInt key,
        OptionalInt feature,
        OptionalInt inner,
        OptionalInt pair) {
    private static final OptionalInt NONE = OptionalInt.empty();

    /// At no point at all: sizes and params.
    static Evaluator uniform(Memory memory) {
        return at(memory, new Area(0, List.of(), 0, 0), new Frame());
    }

    /// At a tile, at none of its points.
    static Evaluator at(Memory memory, Area area, Frame frame) {
        return new Evaluator(memory, area, frame, frame, NONE, NONE, NONE, NONE, NONE);
    }

    Evaluator row(int row) {
        return new Evaluator(memory, area, frame, other, OptionalInt.of(row), key, feature, inner, pair);
    }

    Evaluator key(int key) {
        return new Evaluator(memory, area, frame, other, row, OptionalInt.of(key), feature, inner, pair);
    }

    Evaluator feature(int feature) {
        return new Evaluator(memory, area, frame, other, row, key, OptionalInt.of(feature), inner, pair);
    }

    Evaluator inner(int inner) {
        return new Evaluator(memory, area, frame, other, row, key, feature, OptionalInt.of(inner), pair);
    }

    Evaluator pair(int pair) {
        return new Evaluator(memory, area, frame, other, row, key, feature, inner, OptionalInt.of(pair));
    }

    Evaluator merging(Frame part) {
        return new Evaluator(memory, area, frame, part, row, key, feature, inner, pair);
    }

    /// With the coordinate that `span` runs over.
    Evaluator along(Span span, int index) {
        return switch (span) {
            case Span.Rows() -> row(index);
            case Span.Keys() -> key(index);
            case Span.Features _ -> feature(index);
            case Span.One() -> this;
        };
    }

    boolean holds(Value condition) {
        return value(condition) != 0;
    }

    /// Whether the loop visits this tile of keys.
    boolean visits(TileOp.Loop loop) {
        int end = area.firstKey() + area.keys();
        boolean inside = loop.ranges().stream()
                .anyMatch(range -> Math.max(area.firstKey(), whole(range.low())) < Math.min(end, whole(range.high())));
        return inside && holds(loop.may());
    }

    int whole(Value value) {
        return Math.toIntExact((long) value(value));
    }

    double value(Value value) {
        return switch (value) {
            case Value.Literal literal -> literal.value();
            case Value.Size(var dimension) -> memory.scalar(dimension);
            case Value.Parameter parameter -> memory.scalar(parameter.name());
            case Value.Ramp(var axis) -> coordinate(axis);
            case Value.Bound(var axis, var end) -> area.bound(axis, end);
            case Value.Extreme extreme -> extreme(extreme);
            case Value.At(Tile tile) -> frame.get(tile, index(tile.rows()), index(tile.columns()));
            case Value.Other(Tile tile) -> other.get(tile, index(tile.rows()), index(tile.columns()));
            case Value.Cell cell -> memory.read(cell.tensor(), indices(cell.at()));
            case Value.Apply(var _, Op op, var of) when op == Op.AND -> holds(of.get(0)) && holds(of.get(1)) ? 1 : 0;
            case Value.Apply(var _, Op op, var of) when op == Op.OR -> holds(of.get(0)) || holds(of.get(1)) ? 1 : 0;
            case Value.Apply(var _, Op op, var of) ->
                of.size() == 1
                        ? Arithmetic.of(op, value(of.get(0)))
                        : Arithmetic.of(op, value(of.get(0)), value(of.get(1)));
            case Value.Choose choose -> value(holds(choose.when()) ? choose.then() : choose.otherwise());
            case Value.FeatureSum sum -> {
                double total = 0;
                int size = whole(sum.size());
                for (int d = 0; d < size; d++) {
                    total += (sum.over() == Axis.INNER ? inner(d) : feature(d)).value(sum.term());
                }
                yield total;
            }
        };
    }

    int[] indices(List<Value> at) {
        return at.stream().mapToInt(this::whole).toArray();
    }

    private double coordinate(Axis axis) {
        return switch (axis) {
            case BATCH -> area.batch();
            // Where a point has no row, all heads of the tile agree on what is asked.
            case HEAD -> area.rows().get(row.orElse(0)).head();
            case QUERY -> area.rows().get(index(Span.ROWS)).query();
            case KEY -> area.firstKey() + index(Span.KEYS);
            // A row of a scan is a step of a sequence.
            case STEP -> area.rows().get(index(Span.ROWS)).query();
            case FEATURE -> feature.orElseThrow();
            case INNER -> inner.orElseThrow();
            case PAIR -> pair.orElseThrow();
        };
    }

    private int index(Span span) {
        return switch (span) {
            case Span.Rows() -> row.orElseThrow(() -> new IllegalStateException("the point has no row"));
            case Span.Keys() -> key.orElseThrow(() -> new IllegalStateException("the point has no key"));
            case Span.Features _ -> feature.orElseThrow(() -> new IllegalStateException("the point has no entry"));
            case Span.One() -> 0;
        };
    }

    /// Points whose element lies outside of the tensor are passed over: a condition keeps them from being
    /// asked.
    private double extreme(Value.Extreme extreme) {
        boolean keys = extreme.over() == Axis.KEY;
        boolean least = extreme.end() == Value.End.LEAST;
        int count = keys ? area.keys() : area.rows().size();
        double found = least ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        for (int n = 0; n < count; n++) {
            var point = keys ? key(n) : row(n);
            var cell = extreme.cell();
            if (memory.holds(cell.tensor(), point.indices(cell.at()))) {
                double next = point.value(cell);
                found = least ? Math.min(found, next) : Math.max(found, next);
            }
        }
        return found;
    }
}
