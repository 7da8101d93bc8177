package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The tiles of a program and the forms in which its code wants the key tiles.
///
/// @param all in order of first assignment
/// @param turned `[Keys, Features]` tiles that products want transposed: panels of `[features][PANEL]`
/// @param panels `[Keys, Features]` tiles that products or maps want key by key: panels of `[keys][PANEL]`
/// @param mapped those among them that maps want
/// @param factors those that products want, in either form
record Tiles(Set<Tile> all, Set<Tile> turned, Set<Tile> panels, Set<Tile> mapped, Set<Tile> factors) {

    /// All tiles of a program, those included that codes are assigned and keys are folded by.
    static Tiles of(TileProgram program) {
        var tiles = of(program.operations());
        program.assigned().forEach(assign -> tiles.collect(assign.staged(), true));
        if (program.far() instanceof Far.Folded folded) {
            tiles.collect(folded.staged(), true);
        }
        return tiles;
    }

    /// The tiles of the loops over `source`.
    static Tiles of(TileProgram program, TileOp.Source source) {
        return of(program.operations().stream()
                .filter(op -> op instanceof TileOp.Loop loop && loop.over() == source)
                .toList());
    }

    static Tiles of(List<TileOp> operations) {
        var tiles = new Tiles(
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                new LinkedHashSet<>());
        tiles.collect(operations, false);
        return tiles;
    }

    private void collect(List<TileOp> operations, boolean staged) {
        for (var op : operations) {
            switch (op) {
                case TileOp.Load load -> all.add(load.to());
                case TileOp.Transform transform -> all.add(transform.to());
                case TileOp.Map map -> {
                    all.add(map.to());
                    reads(map.value(), staged);
                }
                case TileOp.Rotate rotate -> all.add(rotate.to());
                case TileOp.RowReduce reduce -> {
                    all.add(reduce.to());
                    reads(reduce.value(), staged);
                }
                case TileOp.Dot dot -> {
                    all.add(dot.to());
                    (dot.to().columns() instanceof Span.Keys ? turned : panels).add(dot.right());
                    factors.add(dot.right());
                    reads(dot.counts(), staged);
                }
                case TileOp.Loop loop -> {
                    loop.carried().forEach(carried -> all.add(carried.tile()));
                    collect(loop.staged(), true);
                    collect(loop.body(), false);
                }
                case TileOp.When when -> {
                    collect(when.then(), staged);
                    collect(when.otherwise(), staged);
                }
                case TileOp.Store _ -> {}
            }
        }
    }

    private void reads(Value value, boolean staged) {
        if (!staged) {
            Dependence.of(value).tiles().stream().filter(Tiles::isKeyRows).forEach(mapped::add);
            panels.addAll(mapped);
        }
    }

    static boolean isKeyRows(Tile tile) {
        return tile.rows() instanceof Span.Keys && tile.columns() instanceof Span.Features;
    }

    static boolean isKeyValues(Tile tile) {
        return tile.rows() instanceof Span.Keys && tile.columns() instanceof Span.One;
    }

    List<Tile> keyValues() {
        return all.stream().filter(Tiles::isKeyValues).toList();
    }

    List<Tile> keyRows() {
        return all.stream().filter(Tiles::isKeyRows).toList();
    }

    /// The tiles that have rows of entries.
    List<Tile> featured() {
        return all.stream().filter(t -> t.columns() instanceof Span.Features).toList();
    }

    List<Tile> rowTiles() {
        var found = new ArrayList<Tile>();
        all.stream().filter(t -> t.rows() instanceof Span.Rows).forEach(found::add);
        return found;
    }
}
