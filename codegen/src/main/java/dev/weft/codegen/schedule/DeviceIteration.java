package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.HashMap;

/// Whether devices can find all steps of a window at once. Each entry of a step's Jacobian is computed
/// for itself there, out of what the step has computed: what a column would be multiplied with is a loop
/// within the entry, and loops within loops cost more than they save.
public final class DeviceIteration {
    /// Loops that an entry of the Jacobian may have inside of each other.
    private static final int LOOPS = 1;

    private DeviceIteration() {}

    /// Whether steps are found by a fixed-point iteration on devices.
    public static boolean of(StepProgram program) {
        return program.solving() instanceof Solving.FixedPoint
                && obstacle(program).isEmpty();
    }

    /// Why devices do without the fixed-point iteration that a scan asks for; empty where they do not.
    public static String obstacle(StepProgram program) {
        if (!(program.solving() instanceof Solving.FixedPoint fixed)) {
            return "";
        }
        if (Double.isFinite(fixed.trust())) {
            return "devices have no filter for a trust region";
        }
        if (program.operations().stream().anyMatch(TileOp.Rotate.class::isInstance)) {
            return "a step turns vectors, which an entry of the Jacobian cannot follow";
        }
        return program.slopes() instanceof Slopes.Columns columns && depth(columns) > LOOPS
                ? "an entry of the Jacobian takes a product of products"
                : "";
    }

    /// How many loops there are inside of each other in an entry of the Jacobian.
    private static int depth(Slopes.Columns columns) {
        var depths = new HashMap<Tile, Integer>();
        columns.before().forEach(tile -> depths.put(tile, 0));
        int most = 0;
        for (var op : columns.operations()) {
            int inside = Operands.read(op).stream()
                    .mapToInt(tile -> depths.getOrDefault(tile, 0))
                    .max()
                    .orElse(0);
            // A matrix times a unit vector is one of its columns, and a pair has two entries.
            int own = switch (op) {
                case TileOp.Transform transform -> columns.before().contains(transform.of()) ? 0 : 1;
                case TileOp.RowReduce _ -> 1;
                case TileOp.Map _,
                        TileOp.Rotate _,
                        TileOp.Load _,
                        TileOp.Dot _,
                        TileOp.Loop _,
                        TileOp.When _,
                        TileOp.Store _ -> 0;
            };
            Operands.assigned(op).forEach(tile -> depths.put(tile, inside + own));
            most = Math.max(most, inside + own);
        }
        return most;
    }
}
