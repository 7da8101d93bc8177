package dev.weft.codegen.explain;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;

/// When a tile needs no mask.
final class Masks {
    private Masks() {}

    /// The condition under which a loop's body skips its mask: the `when` with nothing to do where it holds. Always, if
    /// there is no mask; never, if the mask is unconditional.
    static Value full(TileOp.Loop loop) {
        for (var operation : loop.body()) {
            if (operation instanceof TileOp.When(var condition, var then, var _) && then.isEmpty()) {
                return condition;
            }
        }
        boolean masked = loop.body().stream().anyMatch(Masks::masks);
        return new Value.Literal(Kind.BOOL, masked ? 0 : 1);
    }

    private static boolean masks(TileOp operation) {
        return operation
                        instanceof
                        TileOp.Map(var _, Value.Choose(var _, var _, var _, Value.Literal(var _, double out)))
                && (out == Double.NEGATIVE_INFINITY || out == 0);
    }
}
