package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// The rotations of a program: each has its angles' factors, and a table of cosines and sines where the position
/// depends
/// on one coordinate alone.
final class Rotations {
    private final List<Table> tables = new ArrayList<>();
    private final boolean keysKnown;

    Rotations(boolean keysKnown) {
        this.keysKnown = keysKnown;
    }

    /// The table of a rotation; equal ones share it.
    Table of(TileOp.Rotate rotate) {
        var keys = rotate.to().rows() instanceof Span.Keys;
        for (var table : tables) {
            if (table.keys() == keys
                    && table.rotate().position().equals(rotate.position())
                    && table.rotate().rotation().equals(rotate.rotation())) {
                return table;
            }
        }
        var reads = Dependence.of(rotate.position());
        var simple = reads.tiles().isEmpty() && !reads.cells() && !reads.bounds();
        var axes = reads.axes();
        var tabled = simple
                && (axes.isEmpty()
                        || (axes.size() == 1 && (axes.contains(Axis.QUERY) || (axes.contains(Axis.KEY) && keysKnown))));
        var once =
                !reads.parameters() && !Dependence.of(rotate.rotation().theta()).parameters();
        var table = new Table(tables.size(), rotate, keys, tabled, once);
        tables.add(table);
        return table;
    }

    List<Table> tables() {
        return tables;
    }

    /// One rotation.
    ///
    /// @param keys whether it turns keys
    /// @param tabled whether cosines and sines are tabled
    /// @param once whether the table depends on sizes alone
    record Table(int number, TileOp.Rotate rotate, boolean keys, boolean tabled, boolean once) {
        private boolean over(Axis axis) {
            return Dependence.of(rotate.position()).axes().contains(axis);
        }

        /// The table's line for a point.
        String line(Point point) {
            return over(Axis.QUERY) ? point.ramp(Axis.QUERY) : over(Axis.KEY) ? point.ramp(Axis.KEY) : "0";
        }

        /// How many lines the table has.
        String lines() {
            return over(Axis.QUERY) ? "queries" : over(Axis.KEY) ? "keysBound" : "1";
        }

        /// The position of a line.
        Value position() {
            return rotate.position();
        }

        Point at(String line) {
            return Point.uniform().withAxis(Axis.QUERY, line).withAxis(Axis.KEY, line);
        }
    }
}
