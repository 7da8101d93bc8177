package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.tile.Axis;
import java.util.EnumMap;
import java.util.Map;

/// Where a value is computed.
///
/// @param ramps the Java expression of each coordinate that there is
/// @param row index of the row in its tile, or empty; likewise `key` and `feature`
/// @param other offset of the part that is being merged in, or empty
record Place(Map<Axis, String> ramps, String row, String key, String feature, String other) {
    Place {
        ramps = Map.copyOf(ramps);
    }

    /// At no point of any tile: b, and the first head of the group, which stands for all where they agree.
    static Place uniform() {
        return new Place(Map.of(Axis.BATCH, "b", Axis.HEAD, "h0"), "", "", "", "");
    }

    Place withRow(String index, String head, String query) {
        return new Place(with(with(ramps, Axis.HEAD, head), Axis.QUERY, query), index, key, feature, other);
    }

    Place withKey(String index, String coordinate) {
        return new Place(with(ramps, Axis.KEY, coordinate), row, index, feature, other);
    }

    Place withFeature(String index) {
        return new Place(with(ramps, Axis.FEATURE, index), row, key, index, other);
    }

    Place withAxis(Axis axis, String coordinate) {
        return new Place(with(ramps, axis, coordinate), row, key, feature, other);
    }

    Place merging(String offset) {
        return new Place(ramps, row, key, feature, offset);
    }

    String ramp(Axis axis) {
        var code = ramps.get(axis);
        if (code == null) {
            throw new IllegalStateException("weave: " + axis + " has no coordinate here");
        }
        return code;
    }

    private static Map<Axis, String> with(Map<Axis, String> ramps, Axis axis, String code) {
        var changed = new EnumMap<Axis, String>(Axis.class);
        changed.putAll(ramps);
        changed.put(axis, code);
        return changed;
    }
}
