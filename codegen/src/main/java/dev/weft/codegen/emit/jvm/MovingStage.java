package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Splits what is staged for codes: the codebook never changes, counts and means move with the state.
final class MovingStage {
    private final Set<String> state = new HashSet<>();
    private final Set<Tile> movingTiles = new HashSet<>();
    private final Set<Tile> fixedTiles = new HashSet<>();
    private final List<TileOp> fixed = new ArrayList<>();
    private final List<TileOp> moving = new ArrayList<>();

    MovingStage(Far.Folded folded, List<TileOp> staged) {
        for (var stretch : folded.stretches()) {
            state.add(stretch.counts());
            stretch.means().forEach(mean -> state.add(mean.table()));
        }
        for (var op : staged) {
            if (moves(op)) {
                movingTiles.add(Operands.assigned(op).getFirst());
            } else {
                fixed.add(op);
                fixedTiles.add(Operands.assigned(op).getFirst());
            }
        }
        var needed = new HashSet<>(movingTiles);
        for (var op : staged.reversed()) {
            if (needed.contains(Operands.assigned(op).getFirst())) {
                moving.addFirst(op);
                needed.addAll(reads(op));
            }
        }
    }

    /// What is done once.
    List<TileOp> fixed() {
        return fixed;
    }

    /// The tiles that are then known.
    Set<Tile> fixedTiles() {
        return fixedTiles;
    }

    /// What is done for each state, with all that it needs.
    List<TileOp> moving() {
        return moving;
    }

    /// The tiles that differ from state to state.
    Set<Tile> movingTiles() {
        return movingTiles;
    }

    private boolean moves(TileOp op) {
        return (op instanceof TileOp.Load load && state.contains(load.tensor()))
                || reads(op).stream().anyMatch(movingTiles::contains)
                || values(op).stream()
                        .anyMatch(value -> Children.any(
                                value, part -> part instanceof Value.Cell cell && state.contains(cell.tensor())));
    }

    private static Set<Tile> reads(TileOp op) {
        var tiles = new HashSet<>(Operands.read(op));
        values(op).forEach(value -> tiles.addAll(Dependence.of(value).tiles()));
        return tiles;
    }

    private static List<Value> values(TileOp op) {
        return switch (op) {
            case TileOp.Load load -> {
                var values = new ArrayList<>(load.at());
                values.add(load.exists());
                yield values;
            }
            case TileOp.Transform transform -> transform.at();
            case TileOp.Map map -> List.of(map.value());
            case TileOp.Rotate rotate -> List.of(rotate.position());
            case TileOp.RowReduce reduce -> List.of(reduce.value());
            case TileOp.Dot _, TileOp.Store _, TileOp.Loop _, TileOp.When _ -> throw unstaged(op);
        };
    }

    private static IllegalStateException unstaged(TileOp op) {
        return new IllegalStateException("weave: not done for a code: " + op);
    }
}
