package dev.weft.codegen.lower;

import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import dev.weft.dsl.model.Attention;
import java.util.List;

/// Which pairs of a row tile and a key tile count, as far as the equations tell.
///
/// @param condition BOOL over pairs: what `keep` and `for` say
/// @param ranges every key that a row of a tile keeps is in one of them
/// @param may uniform for a row tile and a key tile; false proves that no pair counts
/// @param must uniform likewise; true proves that all pairs count
public record Coverage(Value condition, List<TileOp.Range> ranges, Value may, Value must) {
    public Coverage {
        ranges = List.copyOf(ranges);
    }

    public static Coverage of(Attention model) {
        return Lowering.coverage(model);
    }

    static Coverage of(Value condition, Value keys, Reach reach) {
        var plain = Conditions.plain(condition);
        var intervals = new Intervals(reach);
        var verdict = new Classes(intervals).of(plain);
        return new Coverage(condition, new Ranges(intervals, keys).of(plain), verdict.may(), verdict.must());
    }
}
