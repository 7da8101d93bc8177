package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import java.util.List;

/// The numbers of all states of a scan in one row: those of the first state, of the second, and so on.
record StateNumbers(StepProgram program) {
    /// How long a state is; a number stands alone.
    String depth(String kernel, int state) {
        var tile = program.states().get(state).next();
        return tile.columns() instanceof Span.Features ? kernel + "depth_" + tile.name() : "1";
    }

    interface Entry {
        String code(String element, String at);
    }

    /// Does something for each number of one row of the states' tiles, counted through all states.
    void each(Text text, List<Tile> tiles, String row, Entry entry) {
        var at = "0";
        for (int state = 0; state < tiles.size(); state++) {
            var tile = tiles.get(state);
            if (tile.columns() instanceof Span.Features) {
                text.open("for (int d = 0; d < " + depth("", state) + "; d++)")
                        .line(entry.code(
                                "w." + Names.tile(tile) + "[" + row + " * " + Names.stride(tile) + " + d]",
                                sum(at, "d")))
                        .close();
            } else {
                text.line(entry.code("w." + Names.tile(tile) + "[" + row + "]", at));
            }
            at = sum(at, depth("", state));
        }
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
