package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where the rows of a scan's tiles lie. A worker goes over some steps of `w.rows` sequences side by side.
/// Tiles that are computed for all these steps at once, or read after them, have a row for each step and
/// sequence, step by step; a state has one step more, the one before the first, and its value before a step
/// is a row of the same tile. All other tiles have the rows of one step.
///
/// @param kept tiles with rows for all steps
/// @param states the tiles of all states' values: after a step, and before it
/// @param fixed tiles of which one row is read for all
/// @param at the row that the step starts at, or `0` where rows of all steps are meant
record StepRows(
        Names names,
        Set<Tile> kept,
        Map<Tile, StepProgram.State> states,
        Set<Tile> fixed,
        String at,
        Map<Axis, String> ramps) {
    StepRows {
        fixed = Set.copyOf(fixed);
        kept = Set.copyOf(kept);
        states = Map.copyOf(states);
        ramps = Map.copyOf(ramps);
    }

    /// The rows of one step, `s`.
    static StepRows ofStep(Names names, StepProgram program) {
        return of(names, program, "at", Map.of(Axis.BATCH, "w.batches[r]", Axis.STEP, "(w.firsts[r] + w.done + s)"));
    }

    /// Neighbouring steps of one sequence, each a row of its own: states before and after lie apart.
    static StepRows ofLine(Names names) {
        return new StepRows(
                names, Set.of(), Map.of(), Set.of(), "0", Map.of(Axis.BATCH, "w.batch", Axis.STEP, "(w.first + r)"));
    }

    /// How these steps change: a row for every number that may change before one of them, which is row
    /// `w.row`.
    ///
    /// @param fixed the tiles of the steps themselves
    static StepRows ofColumns(Names names, Set<Tile> fixed) {
        return new StepRows(
                names, Set.of(), Map.of(), fixed, "0", Map.of(Axis.BATCH, "w.batch", Axis.STEP, "(w.first + w.row)"));
    }

    /// The rows of all steps that a worker does together.
    static StepRows ofAll(Names names, StepProgram program) {
        return of(
                names,
                program,
                "0",
                Map.of(Axis.BATCH, "w.batches[r % w.rows]", Axis.STEP, "(w.firsts[r % w.rows] + w.done + r / w.rows)"));
    }

    private static StepRows of(Names names, StepProgram program, String at, Map<Axis, String> ramps) {
        var states = new HashMap<Tile, StepProgram.State>();
        for (var state : program.states()) {
            states.put(state.previous(), state);
            states.put(state.next(), state);
        }
        var kept = new HashSet<Tile>();
        program.ahead().forEach(op -> kept.addAll(Operands.assigned(op)));
        program.after().forEach(op -> {
            kept.addAll(Operands.assigned(op));
            kept.addAll(Operands.read(op));
        });
        kept.removeAll(states.keySet());
        return new StepRows(names, kept, states, Set.of(), at, ramps);
    }

    /// The number of the tile's first row here.
    String first(Tile tile) {
        var state = states.get(tile);
        if (state != null) {
            return tile.equals(state.next()) ? "(" + at + " + w.rows)" : at;
        }
        return kept.contains(tile) ? at : "0";
    }

    /// The number of the row that belongs to `r`.
    private String row(Tile tile) {
        if (fixed.contains(tile)) {
            return "w.row";
        }
        var first = first(tile);
        return first.equals("0") ? "r" : "(" + first + " + r)";
    }

    /// The array that holds a tile.
    String array(Scope scope, Tile tile) {
        return scope.worker(names.real() + "[]", Names.tile(base(tile)));
    }

    /// The tile that has the array: a state's value before a step lies among those after steps.
    Tile base(Tile tile) {
        var state = states.get(tile);
        return state == null ? tile : state.next();
    }

    /// Where the row that belongs to `r` starts in the tile's array.
    String start(Scope scope, Tile tile) {
        return tile.columns() instanceof Span.Features ? row(tile) + " * " + Names.stride(base(tile)) : row(tile);
    }

    /// The element of the row that belongs to `r`.
    ///
    /// @param entry which, or empty where the tile has one
    String element(Scope scope, Tile tile, String entry) {
        var array = array(scope, tile);
        return tile.columns() instanceof Span.Features
                ? array + "[" + start(scope, tile) + " + " + entry + "]"
                : array + "[" + row(tile) + "]";
    }

    /// The point of row `r`, and of its entry `d` if there are any, at which `tiles` can be read. A step
    /// that a shorter last part does not have stands at the last one, so that what it indexes is there.
    Point point(Scope scope, Collection<Tile> tiles, boolean entries) {
        var inside = new HashMap<>(ramps);
        inside.computeIfPresent(Axis.STEP, (_, step) -> "Math.min(" + step + ", steps - 1)");
        var point = Point.of(inside, "r");
        for (var tile : tiles) {
            if (entries || !(tile.columns() instanceof Span.Features)) {
                point = point.withKnown(new Value.At(tile), element(scope, tile, "d"));
            }
        }
        return entries ? point.withFeature("d") : point;
    }
}
