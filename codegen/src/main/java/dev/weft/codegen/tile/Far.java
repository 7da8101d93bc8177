package dev.weft.codegen.tile;

import java.util.List;

/// What becomes of keys that are far from all rows of a tile.
public sealed interface Far {
    /// They are visited like all others.
    record Visited() implements Far {}

    /// They are folded, one sum per code, and rows meet the codes in a loop of their own.
    ///
    /// Queries whose labels are equal share states, which move on from one to the next. Where the
    /// labels change, states begin anew; a tile whose rows have several visits all keys.
    ///
    /// @param codes the table that says each key's code; see [Assign]
    /// @param count how many codes there are
    /// @param labels INT over b and i: what tables say of a query, such as its document
    /// @param block from 1
    /// @param staged computes the values, key by key
    /// @param stretches the keys that fold: those before a query, those after it, or both; no key is in two
    record Folded(
            String codes, Value count, List<Value> labels, int block, List<TileOp> staged, List<Stretch> stretches)
            implements Far {
        public Folded {
            labels = List.copyOf(labels);
            staged = List.copyOf(staged);
            stretches = List.copyOf(stretches);
        }
    }

    /// The far keys on one side of a query, and the state that they fold into.
    ///
    /// A tile of rows stands for a state: for each code how many keys were folded, and the mean of their
    /// values. The keys below `border` at the least query of the tile, rounded down to whole blocks, have been
    /// folded; or those from `border` at its greatest query on, rounded up. As far as `folds` holds at that query.
    ///
    /// @param border INT over sizes, parameters, i and labels; among queries of the same labels it never
    ///     falls from one to the next
    /// @param folds BOOL over b, h, j and labels of i: which keys count at all
    /// @param counts the name of the table of counts: i32 `[count]`
    /// @param means what is averaged
    record Stretch(Direction direction, Value border, Value folds, String counts, List<Mean> means) {
        public Stretch {
            means = List.copyOf(means);
        }
    }

    /// On which side of a query keys lie.
    enum Direction {
        BEFORE,
        AFTER
    }

    /// One kind of value, and the table f32 `[count, features]` that holds its mean for each code.
    ///
    /// @param value `[Keys, Features]`
    record Mean(Tile value, String table) {}

    Far VISITED = new Visited();
}
