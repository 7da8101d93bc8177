package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Tile;
import java.util.HashMap;
import java.util.Map;

/// The tiles that are alive, by name.
final class Frame {
    @SuppressWarnings("ArrayRecordComponent")
    private record Cells(int rows, int columns, double[] data) {}

    private final Map<String, Cells> tiles = new HashMap<>();

    /// A frame with the same contents, to be changed on its own.
    Frame copy() {
        var copy = new Frame();
        tiles.forEach((name, cells) -> copy.tiles.put(
                name, new Cells(cells.rows(), cells.columns(), cells.data().clone())));
        return copy;
    }

    /// Assigns a tile.
    void put(Tile tile, int rows, int columns, double[] data) {
        tiles.put(tile.name(), new Cells(rows, columns, data));
    }

    boolean has(Tile tile) {
        return tiles.containsKey(tile.name());
    }

    double get(Tile tile, int row, int column) {
        var cells = cells(tile);
        if (row >= cells.rows() || column >= cells.columns()) {
            throw new IllegalStateException("tile " + tile.name() + " is smaller than a point asks for");
        }
        return cells.data()[row * cells.columns() + column];
    }

    /// The contents, not copied.
    double[] data(Tile tile) {
        return cells(tile).data();
    }

    private Cells cells(Tile tile) {
        var cells = tiles.get(tile.name());
        if (cells == null) {
            throw new IllegalStateException("tile " + tile.name() + " is read before it is assigned");
        }
        return cells;
    }
}
