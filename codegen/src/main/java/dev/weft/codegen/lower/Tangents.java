package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Rotation;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Differentiates a step: operation by operation, from the states before it to those after it.
final class Tangents {
    private final List<StepProgram.State> states;
    private final List<TileOp> step;
    private final Names names;
    private final Map<Tile, Tile> tangents = new HashMap<>();
    private final Map<Value, TileOp.Map> partials = new LinkedHashMap<>();

    Tangents(List<StepProgram.State> states, List<TileOp> step, Names names) {
        this.states = List.copyOf(states);
        this.step = List.copyOf(step);
        this.names = names;
    }

    /// Whether an entry of a state depends on no other entry: the step has no product and no sum, and all
    /// states are equally long.
    static boolean elementwise(List<StepProgram.State> states, List<TileOp> step) {
        return step.stream().allMatch(TileOp.Map.class::isInstance)
                && states.stream()
                                .map(state -> state.next().columns())
                                .distinct()
                                .count()
                        == 1
                && step.stream()
                        .allMatch(op -> ((TileOp.Map) op)
                                .to()
                                .columns()
                                .equals(states.getFirst().next().columns()));
    }

    /// One number per entry and pair of states.
    Slopes.Entries entries() {
        var maps = new ArrayList<TileOp.Map>();
        var rows = new ArrayList<List<List<Tile>>>();
        var columns = new ArrayList<Map<Tile, Value>>();
        for (var state : states) {
            columns.add(column(state.previous()));
        }
        for (var state : states) {
            var row = new ArrayList<List<Tile>>();
            for (var column : columns) {
                var slope = column.getOrDefault(state.next(), Values.real(0));
                if (Derivative.isZero(slope)) {
                    row.add(List.of());
                } else {
                    var tile = tile("slope", state.next().columns());
                    maps.add(new TileOp.Map(tile, slope));
                    row.add(List.of(tile));
                }
            }
            rows.add(row);
        }
        return new Slopes.Entries(maps, rows);
    }

    /// The derivative of every tile of an elementwise step by one state's value before it.
    private Map<Tile, Value> column(Tile by) {
        var known = new LinkedHashMap<Tile, Value>();
        known.put(by, Values.real(1));
        for (var op : step) {
            var map = (TileOp.Map) op;
            Value sum = Values.real(0);
            for (var tile : Operands.read(map.value())) {
                var inner = known.get(tile);
                if (inner != null) {
                    sum = Derivative.plus(sum, Derivative.times(Derivative.of(map.value(), tile), inner));
                }
            }
            if (!Derivative.isZero(sum)) {
                known.put(map.to(), sum);
            }
        }
        return known;
    }

    /// Columns of the whole matrix. What the derivatives of single operations are at the iterate is the
    /// same for all columns, and is computed once.
    Slopes.Columns columns() {
        var before = new ArrayList<Tile>();
        for (var state : states) {
            before.add(tangent(state.previous()));
        }
        var operations = new ArrayList<TileOp>();
        for (var op : step) {
            switch (op) {
                case TileOp.Map map -> {
                    var value = change(map.value(), map.to().columns());
                    if (!Derivative.isZero(value)) {
                        operations.add(new TileOp.Map(tangent(map.to()), value));
                    }
                }
                case TileOp.RowReduce reduce -> {
                    var value = change(reduce.value(), reduce.over());
                    if (!Derivative.isZero(value)) {
                        operations.add(
                                new TileOp.RowReduce(tangent(reduce.to()), TileOp.Reduction.SUM, value, reduce.over()));
                    }
                }
                case TileOp.Transform transform -> {
                    var of = tangents.get(transform.of());
                    if (of != null) {
                        operations.add(
                                new TileOp.Transform(tangent(transform.to()), transform.matrix(), transform.at(), of));
                    }
                }
                case TileOp.Rotate(Tile to, Tile of, Value position, Rotation rotation) -> {
                    var turned = tangents.get(of);
                    if (turned != null) {
                        operations.add(new TileOp.Rotate(tangent(to), turned, position, rotation));
                    }
                }
                case TileOp.Load _, TileOp.Dot _, TileOp.Loop _, TileOp.When _, TileOp.Store _ ->
                    throw new IllegalStateException("differentiate: no operation of a step: " + op);
            }
        }
        var after = new ArrayList<Tile>();
        for (var state : states) {
            var known = tangents.get(state.next());
            if (known == null) {
                known = tangent(state.next());
                operations.add(new TileOp.Map(known, Values.real(0)));
            }
            after.add(known);
        }
        return new Slopes.Columns(List.copyOf(partials.values()), operations, before, after);
    }

    /// How a value changes with the tiles that change.
    private Value change(Value value, Span columns) {
        Value sum = Values.real(0);
        for (var tile : Operands.read(value)) {
            var tangent = tangents.get(tile);
            if (tangent != null) {
                var partial = partial(Derivative.of(value, tile), columns);
                sum = Derivative.plus(sum, Derivative.times(partial, Values.at(tangent)));
            }
        }
        return sum;
    }

    private Value partial(Value derivative, Span columns) {
        return derivative instanceof Value.Literal || derivative instanceof Value.At
                ? derivative
                : Values.at(partials.computeIfAbsent(
                                derivative, _ -> new TileOp.Map(tile("partial", columns), derivative))
                        .to());
    }

    private Tile tangent(Tile of) {
        var tile = tile("tangent", of.columns());
        tangents.put(of, tile);
        return tile;
    }

    private Tile tile(String stem, Span columns) {
        return new Tile(names.numbered(stem), Span.ROWS, columns, dev.weft.codegen.tile.Kind.REAL);
    }
}
