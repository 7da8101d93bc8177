package dev.weft.codegen.tile;

import java.util.List;

/// What a kernel computes, as operations on tiles; where and how large the tiles are is the schedule's business.
///
/// The work is a grid of independent groups. One group is one b, one range of `group` heads that read the same
/// keys, and one range of query rows. Rows are ordered query by query: row r of a group is query `r div group` of head
/// `h0 + r mod group`, so that the rows of a tile are neighbours in i.
///
/// @param batches INT over sizes; likewise `heads` and `queries`
/// @param keys how many values j has: INT over sizes, parameters and tables at b and h; the same for all heads
///     of a group
/// @param group how many neighbouring heads read the same keys and values: INT over sizes; it divides `heads`
/// @param parts into how many ranges the spec splits the keys of every row, to be merged exactly; 0 leaves that to the
///     schedule
/// @param operations for one tile of rows: before, over and after the keys (at least one [TileOp.Loop])
public record TileProgram(
        Signature signature,
        Value batches,
        Value heads,
        Value queries,
        Value keys,
        Value group,
        int parts,
        List<TileOp> operations) {
    public TileProgram {
        operations = List.copyOf(operations);
    }
}
