package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the held tiles share a group's two local arrays, as formulas over `rowTile`, `keyTile` and the vectors' sizes:
/// the same text in kernels and on the host.
final class Layout {
    private final DeviceNames names;
    private final Placement placement;

    Layout(DeviceNames names, Placement placement) {
        this.names = names;
        this.placement = placement;
    }

    /// The distances of the lines of vector tiles. An odd distance keeps work-items off each other's memory banks.
    List<String> strides() {
        var lines = new ArrayList<String>();
        lines.add("final int keyRow = keyTile + 1;");
        for (var tile : placement.held()) {
            if (tile.columns() instanceof Span.Features) {
                var depth = names.depth(tile);
                lines.add("final int " + DeviceNames.stride(tile) + " = "
                        + (placement.isBlocked(tile)
                                ? "(" + depth + " + keyTile - 1) / keyTile * keyTile"
                                : depth + " + 1")
                        + ";");
            }
        }
        return lines;
    }

    /// Where each tile begins in `reals` or in `ints`.
    List<String> offsets() {
        var lines = new ArrayList<String>();
        lines(reals(), lines);
        lines(ints(), lines);
        return lines;
    }

    private static void lines(Map<String, String> parts, List<String> lines) {
        var previous = "";
        for (var part : parts.entrySet()) {
            lines.add("final int " + part.getKey() + " = "
                    + (previous.isEmpty() ? "0" : previous + " + " + parts.get(previous)) + ";");
            previous = part.getKey();
        }
    }

    /// The length of `reals`.
    String allReals() {
        return all(reals());
    }

    /// The length of `ints`.
    String allInts() {
        return all(ints());
    }

    boolean hasInts() {
        return !ints().isEmpty();
    }

    private static String all(Map<String, String> parts) {
        return parts.isEmpty() ? "0" : String.join(" + ", parts.values());
    }

    private Map<String, String> reals() {
        var parts = new LinkedHashMap<String, String>();
        for (var tile : placement.held()) {
            if (tile.kind() != Kind.REAL || isUniform(tile)) {
                continue;
            }
            if (placement.isNatural(tile)) {
                parts.put(DeviceNames.at(tile), length(tile));
            }
            if (placement.isTurned(tile)) {
                parts.put(DeviceNames.turnedAt(tile), names.depth(tile) + " * keyRow");
            }
        }
        return parts;
    }

    private Map<String, String> ints() {
        var parts = new LinkedHashMap<String, String>();
        for (var tile : placement.held()) {
            if (tile.kind() != Kind.REAL && !isUniform(tile)) {
                parts.put(DeviceNames.at(tile), length(tile));
            }
        }
        placement.guarded().forEach(tile -> parts.put("at_wild_" + tile.name(), "threads"));
        return parts;
    }

    static boolean isUniform(Tile tile) {
        return tile.rows() instanceof Span.One && tile.columns() instanceof Span.One;
    }

    private String length(Tile tile) {
        var lines = tile.rows() instanceof Span.Keys ? "keyTile" : "rowTile";
        return switch (tile.columns()) {
            case Span.One _ -> lines;
            case Span.Keys _ -> lines + " * keyRow";
            case Span.Features _ -> lines + " * " + DeviceNames.stride(tile);
            case Span.Rows _ -> throw new IllegalStateException("weave: columns over rows in " + tile.name());
        };
    }

    /// Where each carried tile begins in what a part of a row tile leaves to be merged.
    List<String> partOffsets(TileOp.Loop loop, String prefix, String start) {
        var lines = new ArrayList<String>();
        var previous = start;
        for (var carried : loop.carried()) {
            lines.add("final int " + prefix + carried.tile().name() + " = " + previous + ";");
            previous = prefix + carried.tile().name() + " + " + length(carried.tile());
        }
        return lines;
    }

    /// How many numbers a part of a row tile leaves.
    String allPart(TileOp.Loop loop) {
        return loop.carried().stream()
                .map(carried -> length(carried.tile()))
                .reduce((a, b) -> a + " + " + b)
                .orElse("0");
    }
}
