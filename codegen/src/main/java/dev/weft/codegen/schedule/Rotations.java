package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The rotations of a program: each has its angles' factors, and a table of cosines and sines where the position
/// depends on one coordinate alone.
public final class Rotations {
    private final List<Table> tables = new ArrayList<>();
    private final boolean keysKnown;

    public Rotations(boolean keysKnown) {
        this.keysKnown = keysKnown;
    }

    /// The table of a rotation; equal ones share it.
    public Table of(TileOp.Rotate rotate) {
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
                        || (axes.size() == 1
                                && (axes.contains(Axis.QUERY)
                                        || axes.contains(Axis.STEP)
                                        || (axes.contains(Axis.KEY) && keysKnown))));
        var once =
                !reads.parameters() && !Dependence.of(rotate.rotation().theta()).parameters();
        var table = new Table(tables.size(), rotate, keys, tabled, once);
        tables.add(table);
        return table;
    }

    public List<Table> tables() {
        return tables;
    }

    /// One rotation.
    ///
    /// @param keys whether it turns keys
    /// @param tabled whether cosines and sines are tabled
    /// @param once whether the table depends on sizes alone
    public record Table(int number, TileOp.Rotate rotate, boolean keys, boolean tabled, boolean once) {
        private boolean over(Axis axis) {
            return Dependence.of(rotate.position()).axes().contains(axis);
        }

        /// The table's line for a point.
        ///
        /// @param ramp what a coordinate is called there
        public String line(Function<Axis, String> ramp) {
            for (var axis : List.of(Axis.QUERY, Axis.KEY, Axis.STEP)) {
                if (over(axis)) {
                    return ramp.apply(axis);
                }
            }
            return "0";
        }

        /// How many lines the table has.
        public String lines() {
            return over(Axis.QUERY) ? "queries" : over(Axis.KEY) ? "keysBound" : over(Axis.STEP) ? "steps" : "1";
        }

        /// The position of a line.
        public Value position() {
            return rotate.position();
        }
    }
}
