package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes the operations of one row tile in their order, with a barrier wherever a work-item needs what another has
/// written. [StepCode] writes each of them.
final class TileCode {
    private final DeviceNames names;
    private final TornadoForm form;
    private final Placement placement;
    private final PointCode code;
    private final StepCode steps;
    private final Text text;
    private Sharing.Hazards hazards = new Sharing.Hazards();

    TileCode(DeviceNames names, TornadoForm form, Placement placement, PointCode code, Text text) {
        this.names = names;
        this.form = form;
        this.placement = placement;
        this.code = code;
        this.steps = new StepCode(names, form, placement, code, text);
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
                steps.write(op);
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
        if (!rows.isEmpty()) {
            steps.rows(rows);
            rows.clear();
        }
    }

    /// Writes what a tile that products sum into begins with.
    void start(Tile to, StepCode.Entry entry) {
        if (hazards.mustWait(Sharing.BLOCK, Map.of(), List.of(to))) {
            barrier();
        }
        hazards.done(Sharing.BLOCK, Map.of(), List.of(to));
        steps.block(to, entry, true);
    }

    /// What parts are merged into: the entries of a tile that products sum into, each work-item its own block.
    void merge(Tile to, StepCode.Entry entry) {
        steps.block(to, entry, false);
    }
}
