package dev.weft.codegen.explain;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What becomes of each tile of pairs for bound sizes, by the very conditions that the kernel tests.
///
/// @param full tiles without mask code, mixed tiles that test each pair, empty tiles that are not visited; over all
/// groups
/// @param picture one string per tile of rows of the first group: `#` full, `+` mixed, `.` empty
public record TileClasses(long full, long mixed, long empty, List<String> picture) {
    public TileClasses {
        picture = List.copyOf(picture);
    }

    private static final char FULL = '#';
    private static final char MIXED = '+';
    private static final char EMPTY = '.';

    /// Classifies all tiles; nothing if a condition reads a table, whose elements only a run knows.
    ///
    /// @param parameters run-time scalars by name
    /// @param keyTile keys of a tile; `rowTile` likewise
    public static Optional<TileClasses> of(
            TileProgram program, Map<String, Integer> sizes, Map<String, Double> parameters, int rowTile, int keyTile) {
        return Count.of(program, sizes, parameters, rowTile, keyTile).flatMap(Count::run);
    }

    /// The classes of the tiles of one head's group, one string per tile of rows: `#` full, `+` mixed, `.` empty;
    /// nothing if a condition reads a table. Row n of a group is query `n div group` of one of its heads.
    ///
    /// @param keyTile keys of a tile; `rowTile` likewise
    /// @param batch which row of the batch
    /// @param head any of the group
    public static Optional<List<String>> ofGroup(
            TileProgram program,
            Map<String, Integer> sizes,
            Map<String, Double> parameters,
            int rowTile,
            int keyTile,
            int batch,
            int head) {
        return Count.of(program, sizes, parameters, rowTile, keyTile).flatMap(count -> count.picture(batch, head));
    }

    /// @param dimensions batches, heads, queries, keys, group
    private record Count(TileOp.Loop loop, Uniform plain, List<Long> dimensions, int rowTile, int keyTile) {
        static Optional<Count> of(
                TileProgram program,
                Map<String, Integer> sizes,
                Map<String, Double> parameters,
                int rowTile,
                int keyTile) {
            var plain = new Uniform(sizes, parameters, Map.of(Axis.BATCH, 0L, Axis.HEAD, 0L), Map.of());
            var dimensions = new ArrayList<Long>();
            for (var size :
                    List.of(program.batches(), program.heads(), program.queries(), program.keys(), program.group())) {
                var value = plain.of(size);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                dimensions.add((long) value.getAsDouble());
            }
            var loops = Facts.loops(program);
            return loops.size() == 1
                    ? Optional.of(new Count(loops.getFirst(), plain, dimensions, rowTile, keyTile))
                    : Optional.empty();
        }

        private long group() {
            return Math.max(1, dimensions.get(4));
        }

        Optional<TileClasses> run() {
            long full = 0;
            long mixed = 0;
            long empty = 0;
            var first = List.<String>of();
            for (long head = 0; head < dimensions.get(1); head += group()) {
                var picture = picture(0, head);
                if (picture.isEmpty()) {
                    return Optional.empty();
                }
                for (var line : picture.get()) {
                    full += line.chars().filter(tile -> tile == FULL).count();
                    mixed += line.chars().filter(tile -> tile == MIXED).count();
                    empty += line.chars().filter(tile -> tile == EMPTY).count();
                }
                first = head == 0 ? picture.get() : first;
            }
            long batches = dimensions.get(0);
            return Optional.of(new TileClasses(full * batches, mixed * batches, empty * batches, first));
        }

        Optional<List<String>> picture(long batch, long head) {
            long group = group();
            long rows = dimensions.get(2) * group;
            var picture = new ArrayList<String>();
            for (long row = 0; row < rows; row += rowTile) {
                var line = line(batch, head / group * group, group, row, Math.min(rows, row + rowTile) - 1);
                if (line.isEmpty()) {
                    return Optional.empty();
                }
                picture.add(line.get());
            }
            return Optional.of(picture);
        }

        private Optional<String> line(long batch, long head, long group, long first, long last) {
            var least = new EnumMap<Axis, Long>(Map.of(Axis.BATCH, batch, Axis.HEAD, head, Axis.QUERY, first / group));
            var greatest = new EnumMap<Axis, Long>(
                    Map.of(Axis.BATCH, batch, Axis.HEAD, head + group - 1, Axis.QUERY, last / group));
            var tiles = new Uniform(plain.sizes(), plain.parameters(), least, greatest);
            var text = new StringBuilder();
            long keys = dimensions.get(3);
            for (long key = 0; key < keys; key += keyTile) {
                var pair = tiles.keys(key, Math.min(keys, key + keyTile) - 1);
                var visited = visited(pair, key, Math.min(keys, key + keyTile));
                var may = pair.of(loop.may());
                var full = pair.of(Masks.full(loop));
                if (visited.isEmpty() || may.isEmpty() || full.isEmpty()) {
                    return Optional.empty();
                }
                boolean reached = visited.get() && may.getAsDouble() != 0;
                text.append(!reached ? EMPTY : full.getAsDouble() != 0 ? FULL : MIXED);
            }
            return Optional.of(text.toString());
        }

        private Optional<Boolean> visited(Uniform pair, long first, long end) {
            boolean any = false;
            for (var range : loop.ranges()) {
                var low = pair.of(range.low());
                var high = pair.of(range.high());
                if (low.isEmpty() || high.isEmpty()) {
                    return Optional.empty();
                }
                any |= Math.max((double) first, low.getAsDouble()) < Math.min((double) end, high.getAsDouble());
            }
            return Optional.of(any);
        }
    }

    /// The picture, thinned out to at most so many characters.
    public List<String> picture(int columns, int rows) {
        int down = Math.ceilDiv(Math.max(1, picture.size()), rows);
        var lines = new ArrayList<String>();
        for (int row = 0; row < picture.size(); row += down) {
            var line = picture.get(row);
            int across = Math.ceilDiv(Math.max(1, line.length()), columns);
            var thin = new StringBuilder();
            for (int column = 0; column < line.length(); column += across) {
                thin.append(line.charAt(column));
            }
            lines.add(thin.toString());
        }
        return lines;
    }

    /// What a value over sizes and run-time scalars comes to, such as how many keys there are; nothing if it reads a
    /// table.
    public static OptionalDouble size(Value value, Map<String, Integer> sizes, Map<String, Double> parameters) {
        return new Uniform(sizes, parameters, Map.of(Axis.BATCH, 0L, Axis.HEAD, 0L), Map.of()).of(value);
    }
}
