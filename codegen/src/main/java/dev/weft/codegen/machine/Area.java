package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.stream.IntStream;

/// The rows and keys that are being worked on.
///
/// @param batch the value of b
/// @param rows heads and queries, in the order of the tile
/// @param firstKey the least j; `keys` of them follow each other, none outside a loop
record Area(int batch, List<Row> rows, int firstKey, int keys) {
    /// One row of a tile.
    record Row(int head, int query) {}

    Area {
        rows = List.copyOf(rows);
    }

    /// Rows `from` to `to`, `to` exclusive, of the group of heads that begins with `head`.
    static List<Row> rows(int head, int group, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> new Row(head + n % group, n / group))
                .toList();
    }

    Area withKeys(int first, int count) {
        return new Area(batch, rows, first, count);
    }

    /// The least or greatest coordinate on an axis.
    int bound(Axis axis, Value.End end) {
        boolean least = end == Value.End.LEAST;
        return switch (axis) {
            case BATCH -> batch;
            case KEY -> least ? firstKey : firstKey + keys - 1;
            case HEAD -> {
                var heads = rows.stream().mapToInt(Row::head).summaryStatistics();
                yield least ? heads.getMin() : heads.getMax();
            }
            case QUERY -> {
                var queries = rows.stream().mapToInt(Row::query).summaryStatistics();
                yield least ? queries.getMin() : queries.getMax();
            }
            case STEP, FEATURE, INNER, PAIR ->
                throw new IllegalStateException("a tile has no bounds on " + axis.letter());
        };
    }
}
