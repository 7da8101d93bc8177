package dev.weft.codegen.emit.tornado;

import static dev.weft.codegen.schedule.TornadoForm.BLOCK_KEYS;
import static dev.weft.codegen.schedule.TornadoForm.BLOCK_ROWS;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Writes single operations of a row tile: who of the work-items does what of it. Barriers are [TileCode]'s.
final class StepCode {
    private final DeviceNames names;
    private final TornadoForm form;
    private final Placement placement;
    private final PointCode code;
    private final Places places;
    private final Text text;

    StepCode(DeviceNames names, TornadoForm form, Placement placement, PointCode code, Text text) {
        this.names = names;
        this.form = form;
        this.placement = placement;
        this.code = code;
        this.places = new Places(names);
        this.text = text;
    }

    /// Writes operations that are done row by row, all of them for one row before the next.
    void rows(List<TileOp> ops) {
        text.open("for (int r = " + first("t") + "; r < rowTile; r = r + threads)");
        var place = places.row("r", text);
        ops.forEach(op -> row(op, place));
        text.close();
    }

    private String first(String index) {
        return form == TornadoForm.GROUPS ? index : "0";
    }

    private void row(TileOp op, Place place) {
        switch (op) {
            case TileOp.Map map -> assign(map.to(), code.of(map.value(), place, text), place);
            case TileOp.RowReduce reduce -> reduce(reduce, place);
            case TileOp.Store store -> {
                text.open("if (" + place.row() + " < rows)");
                store(store, place);
                text.close();
            }
            case TileOp.Load _, TileOp.Transform _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ ->
                throw new IllegalStateException("weave: not row by row: " + op);
        }
    }

    private void assign(Tile to, Code value, Place place) {
        text.line(DeviceNames.local(to) + "[" + code.offset(to, place) + "] = " + PointCode.stored(to.kind(), value)
                + ";");
    }

    /// Writes one operation of the others.
    void write(TileOp op) {
        switch (op) {
            case TileOp.Dot dot -> new ProductCode(names, code, placement).write(dot, text);
            case TileOp.Load load -> entries(load.to(), place -> code.load(load, place, text));
            case TileOp.Rotate rotate -> entries(rotate.to(), place -> code.rotate(rotate, place, text));
            case TileOp.Transform transform -> entries(transform.to(), place -> transform(transform, place));
            case TileOp.Map map -> map(map);
            // Over the entries of a key; those of a row are written row by row.
            case TileOp.RowReduce reduce -> keys(place -> reduce(reduce, place));
            case TileOp.Store store -> {
                var depth = code.of(((Span.Features) store.over()).size(), Place.uniform(), text);
                text.open("for (int r = " + first("team") + "; r < rows; r = r + teams)");
                var place = places.row("r", text);
                text.open("for (int d = " + first("lane") + "; d < " + depth.within(Code.ADD) + "; d = d + lanes)");
                store(store, place.withFeature("d"));
                text.close().close();
            }
            case TileOp.Loop _, TileOp.When _ -> throw new IllegalStateException("weave: not one step: " + op);
        }
    }

    private void map(TileOp.Map map) {
        switch (Sharing.of(map.to(), placement)) {
            case EACH ->
                text.line("tile_" + map.to().name() + " = "
                        + code.of(map.value(), Place.uniform(), text).text() + ";");
            case KEY -> keys(place -> assign(map.to(), code.of(map.value(), place, text), place));
            case PAIRS -> {
                text.open("for (int a = 0; a < " + BLOCK_ROWS + "; a++)");
                var row = places.row("row0 + a", text);
                text.open("for (int x = 0; x < " + BLOCK_KEYS + "; x++)");
                var place = places.key(row, "lane0 + x * laneStep", text);
                assign(map.to(), code.of(map.value(), place, text), place);
                text.close().close();
            }
            case BLOCK -> block(map.to(), place -> code.of(map.value(), place, text), false);
            case ROW_ENTRIES, KEY_ENTRIES -> entries(map.to(), place -> code.of(map.value(), place, text));
            case ROW -> throw new IllegalStateException("weave: written row by row: " + map);
        }
    }

    /// Goes over the keys, each a work-item's own. In work-groups it is the first lane of a team that writes a key's
    /// number, as if it were a vector of one entry: when any work-item takes the next key that is free, PoCL 3.1
    /// compiles some kernels so that numbers of later keys are wrong.
    private void keys(Consumer<Place> each) {
        boolean groups = form == TornadoForm.GROUPS;
        text.open("for (int c = " + first("team") + "; c < keyTile; c = c + teams)");
        var place = places.key(Place.uniform(), "c", text);
        if (groups) {
            text.open("for (int only = lane; only < 1; only = only + lanes)");
        }
        each.accept(place);
        if (groups) {
            text.close();
        }
        text.close();
    }

    /// What an entry of a vector tile becomes.
    interface Entry {
        Code at(Place place);
    }

    /// Writes the entries of a tile that products sum into, each work-item its own block.
    ///
    /// @param padding whether the entries beyond the last, up to whole blocks, become 0
    void block(Tile to, Entry entry, boolean padding) {
        text.open("for (int a = 0; a < " + BLOCK_ROWS + "; a++)");
        var row = places.row("row0 + a", text);
        text.open("for (int e = lane0; e < " + DeviceNames.stride(to) + "; e = e + keyTile)")
                .open("for (int x = 0; x < " + BLOCK_KEYS + "; x++)")
                .line("final int d = e + x * laneStep;")
                .open("if (d < " + (padding ? DeviceNames.stride(to) : names.depth(to)) + ")");
        var place = row.withFeature("d");
        assign(to, entry.at(place), place);
        text.close().close().close().close();
    }

    /// Writes the entries of a vector tile, neighbours by neighbouring work-items.
    private void entries(Tile to, Entry entry) {
        boolean keys = to.rows() instanceof Span.Keys;
        boolean guarded = placement.isGuarded(to);
        boolean padded = placement.isBlocked(to);
        var wild = "seen_" + to.name();
        if (guarded) {
            text.line("int " + wild + " = 0;");
        }
        var line = keys ? "c" : "r";
        text.open("for (int " + line + " = " + first("team") + "; " + line + " < " + (keys ? "keyTile" : "rowTile")
                + "; " + line + " = " + line + " + teams)");
        var place = keys ? places.key(Place.uniform(), line, text) : places.row(line, text);
        text.open("for (int d = " + first("lane") + "; d < " + (padded ? DeviceNames.stride(to) : names.depth(to))
                + "; d = d + lanes)");
        var at = place.withFeature("d");
        var value = names.fresh("x");
        var alive = new ArrayList<String>();
        if (keys) {
            alive.add(place.key() + " < count");
        }
        if (padded) {
            alive.add("d < " + names.depth(to));
        }
        if (alive.isEmpty()) {
            text.line(
                    "final " + names.real() + " " + value + " = " + entry.at(at).text() + ";");
        } else {
            text.line(names.real() + " " + value + " = " + names.number(0) + ";")
                    .open("if (" + String.join(" & ", alive) + ")");
            text.line(value + " = " + entry.at(at).text() + ";").close();
        }
        if (placement.isTurned(to)) {
            // The transposed form has no padding.
            if (padded) {
                text.open("if (d < " + names.depth(to) + ")");
            }
            text.line("reals[" + PointCode.turnedOffset(to, at) + "] = " + value + ";");
            if (padded) {
                text.close();
            }
        }
        if (placement.isNatural(to)) {
            text.line("reals[" + code.offset(to, at) + "] = " + value + ";");
        }
        if (guarded) {
            text.line(wild + " = " + value + " - " + value + " == " + names.number(0) + " ? " + wild + " : 1;");
        }
        text.close().close();
        if (guarded) {
            text.line("ints[at_wild_" + to.name() + " + " + first("t") + "] = " + wild + ";");
        }
    }

    private Code transform(TileOp.Transform transform, Place place) {
        var total = names.fresh("sum");
        var d = names.fresh("d");
        var inner = new Text();
        var at = new ArrayList<>(transform.at());
        at.add(new Value.Ramp(Axis.FEATURE));
        at.add(new Value.Ramp(Axis.PAIR));
        var cell = new Value.Cell(transform.matrix(), Kind.REAL, at);
        var element = code.of(cell, place.withAxis(Axis.PAIR, d), inner);
        var of = code.entry(transform.of(), place.withFeature(d), inner);
        text.line(names.real() + " " + total + " = " + names.number(0) + ";")
                .open("for (int " + d + " = 0; " + d + " < " + names.depth(transform.of()) + "; " + d + "++)")
                .lines(inner.toString())
                .line(total + " = " + total + " + " + element.within(Code.MULTIPLY) + " * " + of.within(Code.MULTIPLY)
                        + ";")
                .close();
        return Code.atom(total);
    }

    private void reduce(TileOp.RowReduce reduce, Place place) {
        boolean max = reduce.reduction() == TileOp.Reduction.MAX;
        var total = names.fresh(max ? "greatest" : "total");
        var n = names.fresh("n");
        boolean keys = reduce.over() instanceof Span.Keys;
        var inner = new Text();
        var count = keys ? Code.atom("count") : code.of(((Span.Features) reduce.over()).size(), Place.uniform(), text);
        var at = keys ? place.withKey(n, "(firstKey + " + n + ")") : place.withFeature(n);
        var value = code.of(reduce.value(), at, inner);
        text.line(names.type(reduce.to().kind()) + " " + total + " = "
                        + (max ? names.number(Double.NEGATIVE_INFINITY) : names.number(0)) + ";")
                .open("for (int " + n + " = 0; " + n + " < " + count.within(Code.ADD) + "; " + n + "++)")
                .lines(inner.toString())
                .line(total + " = "
                        + (max
                                ? names.function(DeviceFunction.GREATEST) + "(" + total + ", " + value.text() + ")"
                                : total + " + " + value.within(Code.MULTIPLY))
                        + ";")
                .close();
        assign(reduce.to(), Code.atom(total), place);
    }

    private void store(TileOp.Store store, Place place) {
        var value = code.of(store.value(), place, text);
        var offset = code.storeOffset(store.tensor(), store.at(), store.over() instanceof Span.Features, place, text);
        text.line(Elements.write(
                names, names.tensor(store.tensor()).type(), DeviceNames.array(store.tensor()), offset, value));
    }
}
