package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.List;
import java.util.stream.Stream;

/// Which pairs of a tile count.
///
/// @param condition BOOL over pairs
/// @param must uniform: it holds for all pairs of the tile, which then needs no test
record Mask(Value condition, Value must) {
    /// Operations that set `to` to `value`, and to `none` where a pair does not count; the latter only if `needed` or
    /// if the value may not be evaluated there.
    List<TileOp> apply(Tile to, Value value, Value none, boolean needed) {
        var all = new TileOp.Map(to, value);
        boolean done = value.equals(Values.at(to));
        boolean guarded = Unsafe.in(value);
        if (Truths.isTrue(must) || !(needed || guarded)) {
            return done ? List.of() : List.of(all);
        }
        if (guarded) {
            var some = new TileOp.Map(to, Truths.choose(condition, value, none));
            return Truths.isFalse(must) ? List.of(some) : List.of(new TileOp.When(must, List.of(all), List.of(some)));
        }
        var some = new TileOp.Map(to, Truths.choose(condition, Values.at(to), none));
        var masked = Truths.isFalse(must)
                ? List.<TileOp>of(some)
                : List.<TileOp>of(new TileOp.When(must, List.of(), List.of(some)));
        return done ? masked : Stream.concat(Stream.of(all), masked.stream()).toList();
    }
}
