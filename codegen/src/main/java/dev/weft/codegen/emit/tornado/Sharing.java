package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How the points of a tile are dealt to the work-items of a group.
enum Sharing {
    /// Every work-item computes it for itself.
    EACH,
    /// Rows one by one.
    ROW,
    /// Keys one by one.
    KEY,
    /// Blocks of rows and keys.
    PAIRS,
    /// Blocks of rows and entries.
    BLOCK,
    /// Rows by team, entries by lane.
    ROW_ENTRIES,
    /// Keys by team, entries by lane.
    KEY_ENTRIES;

    /// How the points of a tile are dealt out.
    static Sharing of(Tile tile, Placement placement) {
        return switch (tile.columns()) {
            case Span.One _ -> tile.rows() instanceof Span.One ? EACH : tile.rows() instanceof Span.Keys ? KEY : ROW;
            case Span.Keys _ -> PAIRS;
            case Span.Features _ ->
                placement.isSummed(tile) ? BLOCK : tile.rows() instanceof Span.Keys ? KEY_ENTRIES : ROW_ENTRIES;
            case Span.Rows _ -> throw new IllegalStateException("weave: columns over rows in " + tile.name());
        };
    }

    /// The held tiles that an operation reads, and whether it reads them at other points than its own too.
    static Map<Tile, Boolean> reads(TileOp op, Placement placement) {
        var reads = new LinkedHashMap<Tile, Boolean>();
        switch (op) {
            case TileOp.Load load -> {
                all(load.at(), false, placement, reads);
                all(List.of(load.exists()), false, placement, reads);
            }
            case TileOp.Transform transform -> {
                all(transform.at(), false, placement, reads);
                tile(transform.of(), true, placement, reads);
            }
            case TileOp.Map map -> all(List.of(map.value()), false, placement, reads);
            case TileOp.Rotate rotate -> {
                all(List.of(rotate.position()), false, placement, reads);
                tile(rotate.of(), true, placement, reads);
            }
            case TileOp.RowReduce reduce -> all(List.of(reduce.value()), true, placement, reads);
            case TileOp.Dot dot -> {
                tile(dot.left(), true, placement, reads);
                tile(dot.right(), true, placement, reads);
                all(List.of(dot.counts()), true, placement, reads);
            }
            case TileOp.Store store -> {
                all(store.at(), false, placement, reads);
                all(List.of(store.value()), false, placement, reads);
            }
            case TileOp.Loop _, TileOp.When _ -> {}
        }
        return reads;
    }

    private static void all(List<Value> values, boolean across, Placement placement, Map<Tile, Boolean> reads) {
        for (var value : values) {
            switch (value) {
                case Value.At(Tile read) -> tile(read, across, placement, reads);
                case Value.Other _ -> {}
                case Value.FeatureSum sum -> all(Children.of(sum), true, placement, reads);
                case Value.Literal _, Value.Size _, Value.Parameter _, Value.Ramp _, Value.Bound _ -> {}
                case Value.Extreme _, Value.Cell _, Value.Apply _, Value.Choose _ ->
                    all(Children.of(value), across, placement, reads);
            }
        }
    }

    private static void tile(Tile tile, boolean across, Placement placement, Map<Tile, Boolean> reads) {
        if (placement.isHeld(tile)) {
            reads.merge(tile, across, Boolean::logicalOr);
            return;
        }
        reads(placement.formula(tile), placement)
                .forEach((inner, innerAcross) -> reads.merge(inner, across || innerAcross, Boolean::logicalOr));
    }

    /// The tiles that work-items have written and read since the last barrier.
    static final class Hazards {
        private final Map<Tile, Sharing> written = new LinkedHashMap<>();
        private final Map<Tile, List<Access>> read = new LinkedHashMap<>();

        private record Access(Sharing sharing, boolean across) {}

        /// Whether work-items must wait for each other before an operation.
        ///
        /// @param writes the tile that it writes, or none
        boolean mustWait(Sharing sharing, Map<Tile, Boolean> reads, List<Tile> writes) {
            boolean afterWrite = reads.entrySet().stream().anyMatch(each -> {
                var writer = written.get(each.getKey());
                return writer != null && (writer != sharing || each.getValue());
            });
            return afterWrite || writes.stream().anyMatch(tile -> clashes(tile, sharing));
        }

        private boolean clashes(Tile tile, Sharing sharing) {
            var writer = written.get(tile);
            return (writer != null && writer != sharing)
                    || read.getOrDefault(tile, List.of()).stream()
                            .anyMatch(access -> access.across() || access.sharing() != sharing);
        }

        void done(Sharing sharing, Map<Tile, Boolean> reads, List<Tile> writes) {
            reads.forEach((tile, across) ->
                    read.computeIfAbsent(tile, _ -> new ArrayList<>()).add(new Access(sharing, across)));
            writes.forEach(tile -> written.put(tile, sharing));
        }

        void waited() {
            written.clear();
            read.clear();
        }

        Hazards copy() {
            var copy = new Hazards();
            copy.add(this);
            return copy;
        }

        /// Adds what happened on another way to the same point.
        void add(Hazards other) {
            written.putAll(other.written);
            other.read.forEach((tile, accesses) ->
                    read.computeIfAbsent(tile, _ -> new ArrayList<>()).addAll(accesses));
        }
    }
}
