package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes neighbouring maps over the entries of rows as one loop: what several of them need is computed
/// once and stays in registers.
final class EntryPass {
    private final Names names;
    private final Scope scope;
    private final StepRows rows;
    private final ScalarCode scalar;
    private final Text text;

    /// @param rows where the rows of a tile are; the row's number is `r`
    /// @param text receives the code
    EntryPass(Names names, Scope scope, StepRows rows, Text text) {
        this.names = names;
        this.scope = scope;
        this.rows = rows;
        this.scalar = new ScalarCode(names, scope, false);
        this.text = text;
    }

    /// Maps of one width, in order.
    ///
    /// @param count how many rows
    void write(List<TileOp.Map> maps, String count) {
        var columns = maps.getFirst().to().columns();
        text.open("for (int r = 0; r < " + count + "; r++)");
        if (columns instanceof Span.Features features
                && names.vectors()
                && maps.stream().allMatch(map -> EntryLanes.has(map.value(), row()))) {
            lanewise(maps, features);
        } else {
            oneByOne(maps, columns);
        }
        text.close();
    }

    /// Rows are padded, so there is no rest.
    private void lanewise(List<TileOp.Map> maps, Span.Features features) {
        var before = new Text();
        var body = new Text();
        var size = scalar.operand(features.size(), Point.uniform(), text);
        var lanes = new EntryLanes(names, scope, row(), before, body);
        maps.forEach(map -> lanes.assign(map.to(), map.value()));
        text.lines(before.toString())
                .open("for (int d = 0; d < " + size + "; d += LANES)")
                .lines(body.toString())
                .close();
    }

    private EntryLanes.Row row() {
        return new EntryLanes.Row() {
            @Override
            public String array(Tile tile) {
                return rows.array(scope, tile);
            }

            @Override
            public String start(Tile tile) {
                return rows.start(scope, tile);
            }

            @Override
            public Point point(Collection<Tile> tiles) {
                return rows.point(scope, tiles, false);
            }

            @Override
            public String line(String tensor) {
                return scope.line(tensor);
            }
        };
    }

    private void oneByOne(List<TileOp.Map> maps, Span columns) {
        boolean entries = columns instanceof Span.Features;
        if (columns instanceof Span.Features features) {
            text.open("for (int d = 0; d < " + scalar.operand(features.size(), Point.uniform(), text) + "; d++)");
        }
        var point = rows.point(scope, tilesOf(maps), entries);
        for (var repeated : repeated(maps)) {
            var local = scope.fresh("v");
            var code = scalar.code(repeated, point, text);
            text.line("final " + names.type(repeated.kind()) + " " + local + " = " + code + ";");
            point = point.withKnown(repeated, local);
        }
        for (var map : maps) {
            var local = scope.fresh("v");
            text.line("final " + names.type(map.to().kind()) + " " + local + " = "
                    + scalar.code(map.value(), point, text) + ";");
            text.line(rows.element(scope, map.to(), entries ? "d" : "") + " = " + local + ";");
            point = point.withKnown(new Value.At(map.to()), local);
        }
        if (entries) {
            text.close();
        }
    }

    private static Set<Tile> tilesOf(List<TileOp.Map> maps) {
        var tiles = new LinkedHashSet<Tile>();
        maps.forEach(map -> tiles.addAll(Operands.read(map)));
        return tiles;
    }

    /// Operations that several maps, or several places of one, want; inner ones first. Not those on tiles
    /// that the maps themselves assign, and none that could fail where it is not wanted.
    private static List<Value> repeated(List<TileOp.Map> maps) {
        var assigned = new ArrayList<Tile>();
        maps.forEach(map -> assigned.add(map.to()));
        var counts = new LinkedHashMap<Value, Integer>();
        maps.forEach(map -> count(map.value(), counts));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .filter(value -> !Children.any(
                        value,
                        part -> (part instanceof Value.At(Tile tile) && assigned.contains(tile))
                                || (part instanceof Value.Apply apply
                                        && (apply.op() == Op.DIV || apply.op() == Op.MOD))))
                .toList();
    }

    private static void count(Value value, Map<Value, Integer> counts) {
        if (!(value instanceof Value.Apply || value instanceof Value.Choose)) {
            return;
        }
        if (!counts.containsKey(value)) {
            Children.of(value).forEach(child -> count(child, counts));
        }
        counts.merge(value, 1, Integer::sum);
    }
}
