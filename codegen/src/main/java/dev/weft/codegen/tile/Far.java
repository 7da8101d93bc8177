package dev.weft.codegen.tile;

import java.util.List;

/// What becomes of keys that are far from all rows of a tile.
public sealed interface Far {
    /// They are visited like all others.
    record Visited() implements Far {}

    /// They are folded, one sum per code, and rows meet the codes in a loop of their own.
    ///
    /// A tile of rows stands for a state: for each code how many keys were folded, and the mean of their
    /// values. The keys below `border`, at the least query of the tile and rounded down to whole blocks,
    /// have been folded, as far as `folds` holds at that query.
    ///
    /// Queries whose labels are equal share a state, which moves on from one to the next. Where the
    /// labels change, a state begins anew; a tile whose rows have several visits all keys.
    ///
    /// @param codes the table that says each key's code; see [Assign]
    /// @param count how many codes there are
    /// @param labels INT over b and i: what tables say of a query, such as its document
    /// @param border INT over sizes, parameters, i and labels; among queries of the same labels it never
    ///     falls from one to the next
    /// @param block from 1
    /// @param folds BOOL over b, h, j and labels of i: which keys count at all
    /// @param staged computes the values, key by key
    /// @param means what is averaged
    /// @param counts the name of the table of counts: i32 `[count]`
    record Folded(
            String codes,
            Value count,
            List<Value> labels,
            Value border,
            int block,
            Value folds,
            List<TileOp> staged,
            List<Mean> means,
            String counts)
            implements Far {
        public Folded {
            labels = List.copyOf(labels);
            staged = List.copyOf(staged);
            means = List.copyOf(means);
        }
    }

    /// One kind of value, and the table f32 `[count, features]` that holds its mean for each code.
    ///
    /// @param value `[Keys, Features]`
    record Mean(Tile value, String table) {}

    Far VISITED = new Visited();
}
