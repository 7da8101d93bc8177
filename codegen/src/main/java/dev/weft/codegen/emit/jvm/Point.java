package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Value;
import java.util.HashMap;
import java.util.Map;

/// Where a value is computed: how the coordinates are called there, and along which of a tile's sides one
/// stands.
///
/// @param ramps the Java expression of each coordinate
/// @param row index of the row in its tile, or empty
/// @param key index of the key in its tile, or empty
/// @param feature index of the entry, or empty
/// @param other prefix of the arrays that hold the part which is merged in
/// @param known what has been computed here already, and the local that holds it
record Point(Map<Axis, String> ramps, String row, String key, String feature, String other, Map<Value, String> known) {
    Point {
        ramps = Map.copyOf(ramps);
        known = Map.copyOf(known);
    }

    private Point(Map<Axis, String> ramps, String row, String key, String feature, String other) {
        this(ramps, row, key, feature, other, Map.of());
    }

    static Point uniform() {
        return new Point(Map.of(Axis.BATCH, "w.b", Axis.HEAD, "w.h0"), "", "", "", "");
    }

    /// A point of a row tile.
    static Point ofRow(String row) {
        return new Point(
                Map.of(
                        Axis.BATCH,
                        "w.b",
                        Axis.HEAD,
                        "w.rowHeads[" + row + "]",
                        Axis.QUERY,
                        "w.rowQueries[" + row + "]"),
                row,
                "",
                "",
                "");
    }

    /// A point of a key tile.
    static Point ofKey(String key) {
        return new Point(
                Map.of(Axis.BATCH, "w.b", Axis.HEAD, "w.h0", Axis.KEY, "(w.firstKey + " + key + ")"), "", key, "", "");
    }

    /// A point of a row with coordinates of its own.
    static Point of(Map<Axis, String> ramps, String row) {
        return new Point(ramps, row, "", "", "");
    }

    Point withKey(String index) {
        return new Point(with(Axis.KEY, "(w.firstKey + " + index + ")"), row, index, feature, other, known);
    }

    Point withFeature(String index) {
        return new Point(with(Axis.FEATURE, index), row, key, index, other, known);
    }

    Point withPair(String index) {
        return new Point(with(Axis.PAIR, index), row, key, feature, other, known);
    }

    Point withAxis(Axis axis, String code) {
        return new Point(with(axis, code), row, key, feature, other, known);
    }

    Point withOther(String prefix) {
        return new Point(ramps, row, key, feature, prefix, known);
    }

    Point withKnown(Value value, String local) {
        var more = new HashMap<>(known);
        more.put(value, local);
        return new Point(ramps, row, key, feature, other, more);
    }

    /// The coordinate on an axis.
    String ramp(Axis axis) {
        var code = ramps.get(axis);
        if (code == null) {
            throw new IllegalStateException("weave: " + axis + " has no coordinate here");
        }
        return code;
    }

    private Map<Axis, String> with(Axis axis, String code) {
        var changed = new HashMap<>(ramps);
        changed.put(axis, code);
        return changed;
    }
}
