package dev.weft.dsl.random;

import dev.weft.dsl.model.Storage;
import java.util.Arrays;

/// How the tensors of a case lie in memory, and what its rows and keys may be indexed by.
///
/// @param hasBatch whether `b` is an axis; likewise `hasHead`
/// @param batch the size of `b`; likewise `head` and `query`
/// @param keys the size of `j`, or nothing known (value -1) where only a table bounds it
/// @param features the vectors of q and k
/// @param values the vectors of v and o
/// @param position the absolute position of query i among the keys
/// @param order of the axes of q and the outs
record Layout(
        boolean hasBatch,
        boolean hasHead,
        Size batch,
        Size head,
        Size query,
        Size keys,
        Size features,
        Size values,
        String position,
        Order order) {
    /// The order of the axes of q and the outs.
    enum Order {
        BATCH_HEAD_QUERY,
        BATCH_QUERY_HEAD,
        HEAD_QUERY,
        QUERY
    }

    boolean self() {
        return keys.text().equals(query.text());
    }

    /// Whether tables may be indexed by j.
    boolean keysCounted() {
        return keys.value() >= 0;
    }

    /// The axes of a row, then `rest`.
    Size[] rows(Size... rest) {
        var axes = switch (order) {
            case BATCH_HEAD_QUERY -> new Size[] {batch, head, query};
            case BATCH_QUERY_HEAD -> new Size[] {batch, query, head};
            case HEAD_QUERY -> new Size[] {head, query};
            case QUERY -> new Size[] {query};
        };
        var all = Arrays.copyOf(axes, axes.length + rest.length);
        System.arraycopy(rest, 0, all, axes.length, rest.length);
        return all;
    }

    /// The `at` clause of a row; empty where the default says it.
    String rowAt() {
        return switch (order) {
            case BATCH_HEAD_QUERY -> "";
            case BATCH_QUERY_HEAD -> "at [b, i, h]";
            case HEAD_QUERY -> "at [h, i]";
            case QUERY -> "at [i]";
        };
    }

    /// A table with one entry (of `rest`) per head, or just one; gives it as indexed by head.
    String perHead(Draft draft, String stem, Fill fill, Size... rest) {
        return perHead(draft, stem, draft.storage, fill, rest);
    }

    String perHead(Draft draft, String stem, Storage type, Fill fill, Size... rest) {
        return hasHead ? leading(draft, stem, type, fill, head, "h", rest) : scalarOr(draft, stem, type, fill, rest);
    }

    /// A table with one entry per batch, or just one.
    String perBatch(Draft draft, String stem, Storage type, Fill fill) {
        return hasBatch ? leading(draft, stem, type, fill, batch, "b") : scalarOr(draft, stem, type, fill);
    }

    /// A table with one entry per batch (if there are any) and `index`, which counts to `size`.
    String along(Draft draft, String stem, Storage type, Fill fill, Size size, String index) {
        return hasBatch && draft.choice.chance(0.7)
                ? draft.table(stem, type, fill, batch, size) + "[b, " + index + "]"
                : draft.table(stem, type, fill, size) + "[" + index + "]";
    }

    private static String leading(
            Draft draft, String stem, Storage type, Fill fill, Size first, String index, Size... rest) {
        var shape = new Size[rest.length + 1];
        shape[0] = first;
        System.arraycopy(rest, 0, shape, 1, rest.length);
        return draft.table(stem, type, fill, shape) + "[" + index + "]";
    }

    /// A table of one entry, or the bare table where `rest` says what it holds.
    private static String scalarOr(Draft draft, String stem, Storage type, Fill fill, Size... rest) {
        return rest.length == 0
                ? draft.table(stem, type, fill, Size.of(1)) + "[0]"
                : draft.table(stem, type, fill, rest);
    }
}
