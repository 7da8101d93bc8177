package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;

/// The numbers of all states of a scan in one row: those of the first state, of the second, and so on.
record StateNumbers(StepProgram program) {
    /// How long a state is; a number stands alone.
    String depth(String kernel, int state) {
        var tile = program.states().get(state).next();
        return tile.columns() instanceof Span.Features ? kernel + "depth_" + tile.name() : "1";
    }

    /// The arguments that say where the rows of a state's tile lie: `length, array, start, stride`.
    ///
    /// @param row the row that is the first
    String rows(int state, Tile tile, String row) {
        boolean vector = tile.columns() instanceof Span.Features;
        var stride = vector ? Names.stride(tile) : "1";
        var start = row.equals("0") || !vector ? row : "(" + row + ") * " + stride;
        return depth("", state) + ", w." + Names.tile(tile) + ", " + start + ", " + stride;
    }

    static String sum(String a, String b) {
        return a.equals("0") ? b : a + " + " + b;
    }

    /// Where the numbers of a state begin among those of all states.
    String offset(int state) {
        return offset("", state);
    }

    String offset(String kernel, int state) {
        var at = "0";
        for (int before = 0; before < state; before++) {
            at = sum(at, depth(kernel, before));
        }
        return at;
    }
}
