package dev.weft.codegen.tile;

import java.util.List;

/// A table that is made before rows meet keys: for each b, each group of heads and each j the number of
/// the row of a codebook that is nearest to a vector of that key, by the arithmetic that `nearest` lays
/// down; 0 for a key that does not exist.
///
/// @param table its name: i32 `[batches, heads div group, keys]`
/// @param exists BOOL over b, h and j
/// @param staged computes the vector, key by key
/// @param vector `[Keys, Features]`
/// @param codebook a tensor `[at…, count, features]`
/// @param at indices that are the same for all keys of a group
/// @param count how many rows the codebook has: INT over sizes, at least 1
/// @param source what the vector is called, for messages
public record Assign(
        String table,
        Value exists,
        List<TileOp> staged,
        Tile vector,
        String codebook,
        List<Value> at,
        Value count,
        String source) {
    public Assign {
        staged = List.copyOf(staged);
        at = List.copyOf(at);
    }
}
