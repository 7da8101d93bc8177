package dev.weft.codegen.tile;

import java.util.List;

/// One operation of a tile program.
public sealed interface TileOp {
    /// `to[r, d] = tensor[at…, d]`, or 0 without reading where `exists` does not hold. `to` is `[Rows,
    /// Features]` or `[Keys, Features]`; `at` has one index for every axis but the last.
    record Load(Tile to, String tensor, List<Value> at, Value exists) implements TileOp {
        public Load {
            at = List.copyOf(at);
        }
    }

    /// `to[r, e] = sum over d of matrix[at…, e, d] * of[r, d]`.
    record Transform(Tile to, String matrix, List<Value> at, Tile of) implements TileOp {
        public Transform {
            at = List.copyOf(at);
        }
    }

    /// `to[r, c] = value`; `value` may read `to`'s old contents at the same point, through `new At(to)`.
    record Map(Tile to, Value value) implements TileOp {}

    /// Turns the pairs of each row of `of`; `position` is REAL over the row's coordinates.
    record Rotate(Tile to, Tile of, Value position, Rotation rotation) implements TileOp {}

    /// `to[r] = fold of value over the columns of the tile [to.rows, over]`.
    record RowReduce(Tile to, Reduction reduction, Value value, Span over) implements TileOp {}

    /// `[Rows, Keys] = left[Rows, Features] · right[Keys, Features]ᵀ`, or `[Rows, Features] += left[Rows,
    /// Keys] · right[Keys, Features]`: the spans tell which.
    ///
    /// @param counts BOOL over pairs, for the second form: where it does not hold, `left` is 0 and the
    ///     pair contributes nothing, even if `right` is infinite or no number there. TRUE where that
    ///     cannot matter
    record Dot(Tile to, Tile left, Tile right, Value counts) implements TileOp {
        /// A product in which all pairs count.
        public Dot(Tile to, Tile left, Tile right) {
            this(to, left, right, Values.TRUE);
        }
    }

    /// Over the keys, a tile of them at a time. The carried tiles start in the first loop of a program
    /// and live through all.
    ///
    /// @param over what the keys are
    /// @param ranges which j to visit: the union of the ranges, each key once. INT over sizes,
    ///     parameters, [Value.Bound] of h and i, tables at b
    /// @param may BOOL, uniform for a pair of a row tile and a key tile: false proves that no pair of
    ///     them counts, and the tile is skipped
    /// @param staged what depends on the keys of the tile alone, not on its rows: it may be done once for
    ///     all row tiles
    /// @param carried the tiles that live from one key tile to the next
    /// @param body for one row tile and one key tile
    record Loop(
            Source over, List<Range> ranges, Value may, List<TileOp> staged, List<Carried> carried, List<TileOp> body)
            implements TileOp {
        /// A loop over tokens.
        public Loop(List<Range> ranges, Value may, List<TileOp> staged, List<Carried> carried, List<TileOp> body) {
            this(Source.TOKENS, ranges, may, staged, carried, body);
        }

        public Loop {
            ranges = List.copyOf(ranges);
            staged = List.copyOf(staged);
            carried = List.copyOf(carried);
            body = List.copyOf(body);
        }
    }

    /// Chooses by tile class. `condition` is BOOL and the same for all points of the row tile and key tile.
    record When(Value condition, List<TileOp> then, List<TileOp> otherwise) implements TileOp {
        public When {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /// `tensor[at…] = value` for every row; for every row and entry where `over` is [Span.Features].
    record Store(String tensor, List<Value> at, Value value, Span over) implements TileOp {
        public Store {
            at = List.copyOf(at);
        }
    }

    /// Keys from `low` to `high`, `high` exclusive; empty if `high <= low`. Need not be clipped to `0 ..<
    /// keys`.
    record Range(Value low, Value high) {}

    /// A tile that lives through a loop.
    ///
    /// @param start its value before the first tile of keys
    /// @param merge its value when two partial results over disjoint keys become one: over [Value.At]
    ///     (this part) and [Value.Other] (the other part) of carried tiles. All merges of a loop read the
    ///     tiles as they were before
    record Carried(Tile tile, Value start, Value merge) {}

    /// What a loop takes for keys.
    enum Source {
        /// The keys themselves: all of them, or those that have not been folded.
        TOKENS,
        /// The codes that far keys were folded into: j is a code. See [Far.Folded].
        CODES
    }

    /// How a row becomes one number.
    enum Reduction {
        SUM,
        MAX
    }
}
