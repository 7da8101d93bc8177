package dev.weft.codegen.tile;

import java.util.List;

/// The derivatives of the states after a step by the states before it, as far as a solver uses them.
public sealed interface Slopes {
    /// None are used.
    record None() implements Slopes {}

    /// Every entry of a state depends on the same entry of the states before it alone: one number per
    /// pair of states and entry.
    ///
    /// @param maps what computes them, together with the step
    /// @param entries `entries[i][j]` is the derivative of state i by state j before the step: a tile
    ///     that `maps` assigns, or nothing where it is 0
    record Entries(List<TileOp.Map> maps, List<List<List<Tile>>> entries) implements Slopes {
        public Entries {
            maps = List.copyOf(maps);
            entries = entries.stream().map(List::copyOf).toList();
        }
    }

    /// A whole matrix, one column after the other: how all states after a step change with one entry
    /// before it.
    ///
    /// @param partials derivatives of single operations of the step, computed together with it
    /// @param operations from `before` to `after`, over the tiles of the step and the partials, which are
    ///     the same for all columns
    /// @param before for each state, how it changes before the step: a unit vector, or 0
    /// @param after for each state, how it changes after the step
    record Columns(List<TileOp.Map> partials, List<TileOp> operations, List<Tile> before, List<Tile> after)
            implements Slopes {
        public Columns {
            partials = List.copyOf(partials);
            operations = List.copyOf(operations);
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
