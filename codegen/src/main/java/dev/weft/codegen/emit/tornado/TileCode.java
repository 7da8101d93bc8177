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
import java.util.Map;
import java.util.function.Consumer;

/// Writes the operations of one row tile, with a barrier wherever a work-item needs what another has written.
final class TileCode {
    private final DeviceNames names;
    private final TornadoForm form;
    private final Placement placement;
    private final PointCode code;
    private final Places places;
    private final Text text;
    private Sharing.Hazards hazards = new Sharing.Hazards();

    TileCode(DeviceNames names, TornadoForm form, Placement placement, PointCode code, Text text) {
        this.names = names;
        this.form = form;
        this.placement = placement;
        this.code = code;
        this.places = new Places(names);
        this.text = text;
    }

    /// Makes work-items wait for each other.
    void barrier() {
        if (form == TornadoForm.GROUPS) {
            text.line("context.localBarrier();");
        }
        hazards.waited();
    }

    /// The same, writing elsewhere: what a loop does, whose first barrier forgets what was before it.
    TileCode into(Text inner) {
        return new TileCode(names, form, placement, code, inner);
    }

    /// The work-items' accesses at this point, to be met again at another end of the same stretch.
    Sharing.Hazards hazards() {
        return hazards.copy();
    }

    void meet(Sharing.Hazards other) {
        hazards.add(other);
    }

    void write(List<TileOp> ops) {
        var rows = new ArrayList<TileOp>();
        for (var op : ops) {
            if (isFormula(op)) {
                continue;
            }
            boolean row = sharing(op) == Sharing.ROW && !(op instanceof TileOp.When);
            if (!row || waits(op)) {
                flush(rows);
            }
            if (op instanceof TileOp.When when) {
                choose(when);
                continue;
            }
            settle(op);
            if (row) {
                rows.add(op);
            } else {
                write(op);
            }
        }
        flush(rows);
    }

    /// Before an operation: the barrier that it needs. It counts as done from here on.
    private void settle(TileOp op) {
        if (waits(op)) {
            barrier();
        }
        hazards.done(sharing(op), Sharing.reads(op, placement), writes(op));
    }

    private boolean waits(TileOp op) {
        return hazards.mustWait(sharing(op), Sharing.reads(op, placement), writes(op));
    }

    private boolean isFormula(TileOp op) {
        var to = writes(op);
        return !to.isEmpty() && !placement.isHeld(to.getFirst());
    }

    private static List<Tile> writes(TileOp op) {
        return switch (op) {
            case TileOp.Load load -> List.of(load.to());
            case TileOp.Transform transform -> List.of(transform.to());
            case TileOp.Map map -> List.of(map.to());
            case TileOp.Rotate rotate -> List.of(rotate.to());
            case TileOp.RowReduce reduce -> List.of(reduce.to());
            case TileOp.Dot dot -> List.of(dot.to());
            case TileOp.Store _, TileOp.When _, TileOp.Loop _ -> List.of();
        };
    }

    private Sharing sharing(TileOp op) {
        return switch (op) {
            case TileOp.Store store -> store.over() instanceof Span.One ? Sharing.ROW : Sharing.ROW_ENTRIES;
            case TileOp.When _, TileOp.Loop _ -> Sharing.EACH;
            case TileOp.Load _, TileOp.Transform _, TileOp.Map _, TileOp.Rotate _, TileOp.RowReduce _, TileOp.Dot _ ->
                Sharing.of(writes(op).getFirst(), placement);
        };
    }

    /// Writes a choice. A chain of alternatives becomes one `if` after the other: where three branches end at once,
    /// TornadoVM can print what follows twice, inside of one of them too.
    private void choose(TileOp.When when) {
        boolean chain = !when.then().isEmpty()
                && when.otherwise().size() == 1
                && when.otherwise().getFirst() instanceof TileOp.When;
        if (chain) {
            chain(when);
            return;
        }
        var condition = code.of(when.condition(), Place.uniform(), text);
        boolean empty = when.then().isEmpty();
        text.open("if (" + (empty ? "!" + condition.within(Code.UNARY) : condition.text()) + ")");
        var before = hazards.copy();
        write(empty ? when.otherwise() : when.then());
        var after = hazards;
        hazards = before;
        if (!empty && !when.otherwise().isEmpty()) {
            text.orElse();
            write(when.otherwise());
        }
        text.close();
        hazards.add(after);
    }

    private void chain(TileOp.When when) {
        var before = hazards.copy();
        var after = hazards.copy();
        var others = "";
        var rest = List.<TileOp>of(when);
        while (rest.size() == 1 && rest.getFirst() instanceof TileOp.When next) {
            boolean empty = next.then().isEmpty();
            var condition = code.of(next.condition(), Place.uniform(), text);
            var chosen = empty ? "!" + condition.within(Code.UNARY) : condition.within(Code.AND);
            after.add(branch(others + chosen, before, empty ? next.otherwise() : next.then()));
            others = others + (empty ? condition.within(Code.AND) : "!" + condition.within(Code.UNARY)) + " & ";
            rest = empty ? List.of() : next.otherwise();
        }
        if (!rest.isEmpty()) {
            after.add(branch(others.substring(0, others.length() - 3), before, rest));
        }
        hazards = after;
    }

    /// Writes operations that happen only if so.
    ///
    /// @return the accesses at their end
    private Sharing.Hazards branch(String condition, Sharing.Hazards before, List<TileOp> ops) {
        hazards = before.copy();
        text.open("if (" + condition + ")");
        write(ops);
        text.close();
        return hazards;
    }

    private void flush(List<TileOp> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.open("for (int r = " + first("t") + "; r < rowTile; r = r + threads)");
        var place = places.row("r", text);
        rows.forEach(op -> row(op, place));
        text.close();
        rows.clear();
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

    private void write(TileOp op) {
        switch (op) {
            case TileOp.Dot dot -> new ProductCode(names, code, placement).write(dot, text);
            case TileOp.Load load -> entries(load.to(), place -> code.load(load, place, text));
            case TileOp.Rotate rotate -> entries(rotate.to(), place -> code.rotate(rotate, place, text));
            case TileOp.Transform transform -> entries(transform.to(), place -> transform(transform, place));
            case TileOp.Map map -> map(map);
            case TileOp.RowReduce reduce -> {
                // Over the entries of a key; those of a row are written row by row.
                keys(place -> reduce(reduce, place));
            }
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

    /// Writes what a tile that products sum into begins with.
    void start(Tile to, Entry entry) {
        if (hazards.mustWait(Sharing.BLOCK, Map.of(), List.of(to))) {
            barrier();
        }
        hazards.done(Sharing.BLOCK, Map.of(), List.of(to));
        block(to, entry, true);
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
