package dev.weft.codegen.tile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an operation that stands alone, no loop and no choice, does with tiles.
public final class Operands {
    private Operands() {}

    /// The tile that it assigns, if it does.
    public static List<Tile> assigned(TileOp op) {
        return switch (op) {
            case TileOp.Load load -> List.of(load.to());
            case TileOp.Map map -> List.of(map.to());
            case TileOp.Transform transform -> List.of(transform.to());
            case TileOp.Rotate rotate -> List.of(rotate.to());
            case TileOp.RowReduce reduce -> List.of(reduce.to());
            case TileOp.Dot dot -> List.of(dot.to());
            case TileOp.Store _ -> List.of();
            case TileOp.Loop _, TileOp.When _ -> throw new IllegalStateException("no single operation: " + op);
        };
    }

    /// The tiles that it reads, indices of loads and stores aside.
    public static Set<Tile> read(TileOp op) {
        var tiles = new LinkedHashSet<Tile>();
        switch (op) {
            case TileOp.Load _ -> {}
            case TileOp.Map map -> collect(map.value(), tiles);
            case TileOp.Transform transform -> tiles.add(transform.of());
            case TileOp.Rotate rotate -> {
                tiles.add(rotate.of());
                collect(rotate.position(), tiles);
            }
            case TileOp.RowReduce reduce -> collect(reduce.value(), tiles);
            case TileOp.Dot dot -> {
                tiles.add(dot.left());
                tiles.add(dot.right());
                collect(dot.counts(), tiles);
            }
            case TileOp.Store store -> collect(store.value(), tiles);
            case TileOp.Loop _, TileOp.When _ -> throw new IllegalStateException("no single operation: " + op);
        }
        return tiles;
    }

    /// The tiles that a value reads.
    public static Set<Tile> read(Value value) {
        var tiles = new LinkedHashSet<Tile>();
        collect(value, tiles);
        return tiles;
    }

    private static void collect(Value value, Set<Tile> tiles) {
        if (value instanceof Value.At(Tile tile)) {
            tiles.add(tile);
        }
        Children.of(value).forEach(part -> collect(part, tiles));
    }
}
