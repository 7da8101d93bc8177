package dev.weft.codegen.tile;

import java.util.List;

/// A scalar expression at one point of a tile.
public sealed interface Value {
    Kind kind();

    /// A number; BOOL is 0 or 1.
    record Literal(Kind kind, double value) implements Value {}

    /// A dimension's bound size.
    record Size(String dimension) implements Value {
        @Override
        public Kind kind() {
            return Kind.INT;
        }
    }

    /// A run-time scalar argument.
    record Parameter(String name, Kind kind) implements Value {}

    /// The coordinate on an axis of the point that is being computed. In a tile over rows `h` and `i` are the
    /// row's own.
    record Ramp(Axis axis) implements Value {
        @Override
        public Kind kind() {
            return Kind.INT;
        }
    }

    /// The least or greatest coordinate that the current tile has on an axis (h and i of the row tile, j of the key
    /// tile; both ends inclusive). The same for all points of the tile.
    record Bound(Axis axis, End end) implements Value {
        @Override
        public Kind kind() {
            return Kind.INT;
        }
    }

    /// The least or greatest element that `cell` takes while `over` runs through the current tile; the other
    /// coordinates in `cell` are b alone (or [Bound]s that agree). The cell's index is `over` itself plus terms
    /// free of it; where it leaves the tensor, the coordinate does not count.
    record Extreme(End end, Cell cell, Axis over) implements Value {
        @Override
        public Kind kind() {
            return cell.kind();
        }
    }

    /// The tile's value at this point: each span of the tile that this point has is followed, `One` is repeated.
    /// A `[Keys, One]` tile read at a point of `[Rows, Keys]` gives the key's value.
    record At(Tile tile) implements Value {
        @Override
        public Kind kind() {
            return tile.kind();
        }
    }

    /// In [TileOp.Carried#merge] alone: the same tile's value in the partial result that is being merged in.
    record Other(Tile tile) implements Value {
        @Override
        public Kind kind() {
            return tile.kind();
        }
    }

    /// One element of a tensor argument, converted from its storage. Always in bounds where it is evaluated.
    record Cell(String tensor, Kind kind, List<Value> at) implements Value {
        public Cell {
            at = List.copyOf(at);
        }
    }

    /// An operation. What stands right in an AND or OR over points can be evaluated whatever stands left.
    record Apply(Kind kind, Op op, List<Value> arguments) implements Value {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /// `when ? then : otherwise`. Only the chosen side may be evaluated where a side reads a [Cell].
    record Choose(Kind kind, Value when, Value then, Value otherwise) implements Value {}

    /// The sum of `term` over the entries 0 to `size - 1`: what is left of a product that no rotation or factoring
    /// could separate into a query side and a key side.
    ///
    /// @param over [Axis#FEATURE], or [Axis#INNER] where an entry of a matrix product is asked for inside of a sum
    record FeatureSum(Axis over, Value size, Value term) implements Value {
        @Override
        public Kind kind() {
            return Kind.REAL;
        }
    }

    /// Which end of a range.
    enum End {
        LEAST,
        GREATEST
    }
}
