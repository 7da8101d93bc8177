package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Tile;
import java.util.EnumMap;
import java.util.Map;

/// Where a value is computed.
///
/// @param ramps the Java expression of each coordinate that there is
/// @param row index of the row in its tile, or empty; likewise `key` and `feature`
/// @param other offset of the part that is being merged in, or empty
/// @param known where tiles are found that lie elsewhere than an attention's
record Place(Map<Axis, String> ramps, String row, String key, String feature, String other, Map<Tile, Code> known) {
    Place {
        ramps = Map.copyOf(ramps);
        known = Map.copyOf(known);
    }

    /// At no point of any tile: b, and the first head of the group, which stands for all where they agree.
    static Place uniform() {
        return new Place(Map.of(Axis.BATCH, "b", Axis.HEAD, "h0"), "", "", "", "", Map.of());
    }

    Place withRow(String index, String head, String query) {
        return new Place(with(with(ramps, Axis.HEAD, head), Axis.QUERY, query), index, key, feature, other, known);
    }

    Place withKey(String index, String coordinate) {
        return new Place(with(ramps, Axis.KEY, coordinate), row, index, feature, other, known);
    }

    Place withFeature(String index) {
        return new Place(with(ramps, Axis.FEATURE, index), row, key, index, other, known);
    }

    Place withAxis(Axis axis, String coordinate) {
        return new Place(with(ramps, axis, coordinate), row, key, feature, other, known);
    }

    /// The place of a step of a sequence.
    static Place step(String batch, String step) {
        return new Place(Map.of(Axis.BATCH, batch, Axis.STEP, step), "", "", "", "", Map.of());
    }

    Place withKnown(Map<Tile, Code> tiles) {
        return new Place(ramps, row, key, feature, other, tiles);
    }

    Place merging(String offset) {
        return new Place(ramps, row, key, feature, offset, known);
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
