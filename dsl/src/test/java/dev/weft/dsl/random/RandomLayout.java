package dev.weft.dsl.random;

import dev.weft.dsl.model.Storage;

/// Chooses sizes and declares q, k and v.
final class RandomLayout {
    private static final long WORK = 3_000_000;

    private final Choice choice;
    private final Draft draft;
    private int b;
    private int h;
    private int g;
    private int n;
    private int m;
    private int d;
    private int e;

    private RandomLayout(Draft draft) {
        this.choice = draft.choice;
        this.draft = draft;
    }

    static Layout of(Draft draft) {
        var layout = new RandomLayout(draft);
        layout.chooseSizes();
        return switch (draft.choice.between(0, 10)) {
            case 0, 1 -> layout.multiHead();
            case 2, 3 -> layout.grouped();
            case 4 -> layout.oneKeyHead();
            case 5 -> layout.tokensFirst();
            case 6 -> layout.headsAlone();
            case 7 -> layout.single();
            case 8 -> layout.lengths();
            case 9 -> layout.paged();
            default -> layout.gathered();
        };
    }

    private void chooseSizes() {
        b = choice.of(1, 1, 2, 3);
        g = choice.of(1, 1, 2, 3);
        h = g * choice.of(1, 1, 2, 3, 4);
        n = length();
        m = choice.chance(0.3) ? n : choice.chance(0.3) ? n + choice.between(1, 20) : length();
        n = choice.chance(0.15) ? choice.between(1, 3) : n;
        d = choice.chance(0.75)
                ? choice.of(2, 4, 6, 8, 8, 12, 16, 16, 20, 32, 64, 128)
                : choice.of(1, 3, 5, 7, 9, 17, 31, 33, 65);
        e = choice.chance(0.65) ? d : choice.of(1, 2, 3, 5, 8, 16, 17, 24, 40);
        if (choice.chance(0.03)) {
            n = choice.of(0, n);
            m = n == 0 && choice.chance(0.5) ? m : 0;
        }
        if (work() > WORK) {
            b = 1;
        }
        if (work() > WORK) {
            h /= g;
            g = 1;
        }
        while (work() > WORK && d > 4) {
            d = d / 2 + d / 2 % 2;
            e = d;
        }
        if (work() > WORK) {
            h = 1;
        }
        if (choice.chance(0.06)) {
            decode();
        }
    }

    /// A few queries and many keys, which are split among the cores.
    private void decode() {
        b = choice.of(1, 2);
        g = choice.of(1, 2);
        h = g * choice.of(1, 2, 4);
        n = choice.between(1, 3);
        m = choice.between(500, 3000);
        d = choice.of(4, 8, 16, 31, 64);
        e = choice.chance(0.65) ? d : 7;
    }

    private long work() {
        return (long) b * h * Math.max(n, m) * m * (d + e);
    }

    private int length() {
        return switch (choice.between(0, 9)) {
            case 0 -> choice.between(1, 4);
            case 1, 2, 3 -> choice.between(5, 40);
            case 4, 5, 6 -> choice.of(15, 16, 17, 31, 32, 33, 63, 64, 65);
            case 7 -> choice.of(95, 96, 97, 127, 128, 129);
            case 8 -> choice.between(70, 140);
            default ->
                choice.chance(0.7) ? choice.between(130, 300) : choice.of(255, 256, 257, 384, 511, 512, 513, 520);
        };
    }

    private Layout multiHead() {
        boolean self = choice.chance(0.5);
        if (self) {
            m = n;
        }
        var batch = draft.dim("B", b);
        var head = draft.dim("H", h);
        var query = draft.dim("N", n);
        var keys = self ? query : draft.dim("M", m);
        var layout = finish(batch, head, query, keys, Layout.Order.BATCH_HEAD_QUERY);
        queries(layout);
        keys("", layout, batch, head, keys);
        return layout;
    }

    private Layout grouped() {
        var batch = draft.dim("B", b);
        var head = draft.dim("H", h);
        var group = draft.dim("G", g);
        var query = draft.dim("N", n);
        var keys = draft.dim("M", m);
        var layout = finish(batch, head, query, keys, Layout.Order.BATCH_HEAD_QUERY);
        queries(layout);
        if (choice.chance(0.2)) {
            draft.where("G > 0");
            keys("at [b, h mod G, j]", layout, batch, group, keys);
        } else {
            draft.where("H mod G == 0");
            keys("at [b, " + grouped(head, group) + ", j]", layout, batch, group, keys);
        }
        return layout;
    }

    private Layout oneKeyHead() {
        var batch = draft.dim("B", b);
        var head = draft.dim("H", h);
        var query = draft.dim("N", n);
        var keys = draft.dim("M", m);
        var layout = finish(batch, head, query, keys, Layout.Order.BATCH_HEAD_QUERY);
        queries(layout);
        keys("at [b, j]", layout, batch, keys);
        return layout;
    }

    private Layout tokensFirst() {
        var batch = draft.dim("B", b);
        var query = draft.dim("N", n);
        var keys = draft.dim("M", m);
        var head = draft.dim("H", h);
        var group = draft.dim("G", g);
        draft.where("H mod G == 0" + (n <= m ? " and N <= M" : ""));
        var layout = finish(batch, head, query, keys, Layout.Order.BATCH_QUERY_HEAD);
        queries(layout);
        keys("at [b, j, " + grouped(head, group) + "]", layout, batch, keys, group);
        return layout;
    }

    private Layout headsAlone() {
        b = 1;
        var head = draft.dim("H", h);
        var query = draft.dim("N", n);
        var keys = draft.dim("M", m);
        var layout = finish(Size.of(1), head, query, keys, Layout.Order.HEAD_QUERY);
        queries(layout);
        keys("at [h, j]", layout, head, keys);
        return layout;
    }

    private Layout single() {
        b = 1;
        h = 1;
        var query = draft.dim("N", n);
        var keys = draft.dim("M", m);
        var layout = finish(Size.of(1), Size.of(1), query, keys, Layout.Order.QUERY);
        queries(layout);
        keys("at [j]", layout, keys);
        return layout;
    }

    private Layout lengths() {
        var batch = draft.dim("B", b);
        var head = draft.dim("H", h);
        var group = draft.dim("G", g);
        var query = draft.dim("N", n);
        var keys = draft.dim("M", m);
        draft.where("H mod G == 0");
        var length = draft.table("length", Storage.I32, Fill.integers(0, m), batch);
        var layout = finish(batch, head, query, keys, Layout.Order.BATCH_HEAD_QUERY);
        queries(layout);
        keys("at [b, " + grouped(head, group) + ", j] for j < " + length + "[b]", layout, batch, group, keys);
        return layout;
    }

    /// Every sequence has pages of its own, in any order, one page of the pool being nobody's.
    private Layout paged() {
        int pageSize = choice.of(1, 3, 4, 8, 16);
        int pages = Math.max(1, (m + pageSize - 1) / pageSize);
        int pool = b * pages + 1;
        var batch = draft.dim("B", b);
        var head = draft.dim("H", h);
        var group = draft.dim("G", g);
        var query = draft.dim("N", n);
        var features = draft.anyDim("D", d);
        var values = e == d ? features : draft.anyDim("E", e);
        var perPage = draft.dim("P", pageSize);
        var all = draft.dim("X", pool);
        var list = draft.dim("L", pages);
        draft.where("H mod G == 0");
        draft.where("P > 0");
        var order = new double[b * pages];
        for (int p = 0; p < order.length; p++) {
            int other = choice.between(0, p);
            order[p] = order[other];
            order[other] = p;
        }
        var page = draft.table("page", Storage.I32, order, batch, list);
        var length = draft.table("length", Storage.I32, Fill.integers(Math.min(1, m), m), batch);
        var at = "at [" + page + "[b, j div P], j mod P, " + grouped(head, group) + "]";
        var layout = new Layout(
                true,
                true,
                batch,
                head,
                query,
                new Size("length[b]", -1),
                features,
                values,
                "i + length[b] - N",
                Layout.Order.BATCH_HEAD_QUERY);
        queries(layout);
        draft.input(
                "key",
                "k",
                draft.storage,
                at + " for j < " + length + "[b]",
                Fill.normal(1),
                all,
                perPage,
                group,
                features);
        draft.input("value", "v", draft.storage, at, Fill.normal(1), all, perPage, group, values);
        return layout;
    }

    /// Keys that are picked from a pool by a table.
    private Layout gathered() {
        int pool = choice.between(1, 50);
        var batch = draft.dim("B", b);
        var head = draft.dim("H", h);
        var query = draft.dim("N", n);
        var keys = draft.dim("M", m);
        var all = draft.dim("S", pool);
        var picked = draft.table("picked", Storage.I32, Fill.integers(0, pool - 1), batch, keys);
        var layout = finish(batch, head, query, keys, Layout.Order.BATCH_HEAD_QUERY);
        queries(layout);
        keys("at [" + picked + "[b, j]] for j < M", layout, all);
        return layout;
    }

    private String grouped(Size head, Size group) {
        return choice.chance(0.9)
                ? "h div (" + head.text() + " div " + group.text() + ")"
                : "h * " + group.text() + " div " + head.text();
    }

    private Layout finish(Size batch, Size head, Size query, Size keys, Layout.Order order) {
        boolean self = query.text().equals(keys.text());
        var features = draft.anyDim("D", d);
        var values = e == d ? features : draft.anyDim("E", e);
        boolean hasBatch = order != Layout.Order.HEAD_QUERY && order != Layout.Order.QUERY;
        boolean hasHead = order != Layout.Order.QUERY;
        return new Layout(
                hasBatch,
                hasHead,
                batch,
                head,
                query,
                keys,
                features,
                values,
                self ? "i" : "i + " + keys.text() + " - " + query.text(),
                order);
    }

    private void queries(Layout layout) {
        draft.input("query", "q", draft.storage, layout.rowAt(), Fill.normal(1), layout.rows(layout.features()));
    }

    private void keys(String at, Layout layout, Size... axes) {
        var shape = java.util.Arrays.copyOf(axes, axes.length + 1);
        shape[axes.length] = layout.features();
        draft.input("key", "k", draft.storage, at, Fill.normal(1), shape);
        shape[axes.length] = layout.values();
        draft.input("value", "v", draft.storage, at, Fill.normal(1), shape);
    }
}
