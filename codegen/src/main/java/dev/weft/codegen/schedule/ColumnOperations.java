package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The operations that lead from unit columns to the columns of a step's matrix, split into those that unit columns
/// and weights alone decide, which are the same for all steps, and those that the step has a part in. Both keep their
/// order. Computes nothing new: a sum that the step has a part in is not taken apart.
///
/// @param once done once for all steps, first
/// @param steps done for each step
public record ColumnOperations(List<TileOp> once, List<TileOp> steps) {
    public ColumnOperations {
        once = List.copyOf(once);
        steps = List.copyOf(steps);
    }

    public static ColumnOperations of(Slopes.Columns columns) {
        var once = new ArrayList<TileOp>();
        var steps = new ArrayList<TileOp>();
        var same = new HashSet<Tile>(columns.before());
        for (var op : columns.operations()) {
            if (same.containsAll(Operands.read(op)) && values(op).allMatch(ColumnOperations::isSame)) {
                same.addAll(Operands.assigned(op));
                once.add(op);
            } else {
                steps.add(op);
            }
        }
        return new ColumnOperations(once, steps);
    }

    private static Stream<Value> values(TileOp op) {
        return switch (op) {
            case TileOp.Map map -> Stream.of(map.value());
            case TileOp.RowReduce reduce -> Stream.of(reduce.value());
            case TileOp.Transform transform -> transform.at().stream();
            case TileOp.Rotate rotate -> Stream.of(rotate.position());
            case TileOp.Load _, TileOp.Dot _, TileOp.Loop _, TileOp.When _, TileOp.Store _ ->
                throw new IllegalStateException("schedule: no operation on columns: " + op);
        };
    }

    /// Whether a value is the same at all steps, but for the tiles that it reads.
    private static boolean isSame(Value value) {
        return Set.of(Axis.FEATURE, Axis.INNER).containsAll(Dependence.of(value).axes());
    }
}
