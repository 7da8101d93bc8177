package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// Whether the greatest score of a row has to be no number when one of its scores is none. It need not where it only
/// shifts exponents: the sum of the exponentials is no number then. Finding it out costs several instructions per
/// score.
final class Maxima {
    private Maxima() {}

    /// Whether something after the loops reads a carried maximum without a carried sum.
    static boolean areResults(TileProgram program) {
        var carried = program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .flatMap(op -> ((TileOp.Loop) op).carried().stream())
                .toList();
        return program.operations().stream().flatMap(op -> values(op).stream()).anyMatch(value -> {
            var reads = Dependence.of(value).tiles();
            return carried.stream().anyMatch(each -> isMax(each) && reads.contains(each.tile()))
                    && carried.stream().noneMatch(each -> !isMax(each) && reads.contains(each.tile()));
        });
    }

    private static boolean isMax(TileOp.Carried carried) {
        return carried.merge() instanceof Value.Apply apply && apply.op() == Op.MAX;
    }

    private static List<Value> values(TileOp op) {
        return switch (op) {
            case TileOp.Map map -> List.of(map.value());
            case TileOp.Store store -> List.of(store.value());
            case TileOp.RowReduce reduce -> List.of(reduce.value());
            case TileOp.Rotate rotate -> List.of(rotate.position());
            case TileOp.Load _, TileOp.Transform _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ -> List.of();
        };
    }
}
