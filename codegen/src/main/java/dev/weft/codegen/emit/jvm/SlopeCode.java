package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes how the derivatives of steps are computed and handed to the solver.
record SlopeCode(Names names, StepProgram program, Solving.Slope slope) {
    /// What is computed together with the step.
    static List<TileOp.Map> beside(StepProgram program) {
        return switch (program.slopes()) {
            case Slopes.None() -> List.of();
            case Slopes.Entries entries -> entries.maps();
            case Slopes.Columns columns -> columns.partials();
        };
    }

    List<Text> methods() {
        return switch (program.slopes()) {
            case Slopes.None() -> List.of();
            case Slopes.Entries entries -> List.of(slopes(entries));
            case Slopes.Columns columns -> List.of(units(columns), columns(columns), slopes(columns));
        };
    }

    private String depth(int state) {
        return new StateNumbers(program).depth("", state);
    }

    private String offset(int state) {
        return new StateNumbers(program).offset(state);
    }

    private static String sum(String a, String b) {
        return StateNumbers.sum(a, b);
    }

    private Text slopes(Slopes.Entries entries) {
        var text = new Text()
                .line("// Notes how the states change, entry by entry.")
                .open("private void slopes(int from, Shared shared, Worker w)")
                .open("for (int r = 0; r < w.rows; r++)");
        boolean diagonal = slope == Solving.Slope.DIAGONAL;
        for (int i = 0; i < entries.entries().size(); i++) {
            for (int j = 0; j < entries.entries().size(); j++) {
                if (diagonal && i != j) {
                    continue;
                }
                for (var tile : entries.entries().get(i).get(j)) {
                    var place = diagonal ? "0, 0, " + sum(offset(i), "d") : i + ", " + j + ", d";
                    var element = tile.columns() instanceof Span.Features
                            ? "w." + Names.tile(tile) + "[r * " + Names.stride(tile) + " + d]"
                            : "w." + Names.tile(tile) + "[r]";
                    text.open("for (int d = 0; d < " + depth(i) + "; d++)")
                            .line("shared.solver.slope(w.batch, from + r, " + place + ", " + element + ");")
                            .close();
                }
            }
        }
        return text.close().close();
    }

    private Text units(Slopes.Columns columns) {
        var text = new Text()
                .line("// One column for each number that may change.")
                .open("private void units(Worker w)");
        for (var tile : columns.before()) {
            text.line("Arrays.fill(w." + Names.tile(tile) + ", 0);");
        }
        for (int state = 0; state < columns.before().size(); state++) {
            var tile = columns.before().get(state);
            text.open("for (int d = 0; d < " + depth(state) + "; d++)")
                    .line("w." + Names.tile(tile) + "["
                            + (tile.columns() instanceof Span.Features
                                    ? "(" + sum(offset(state), "d") + ") * " + Names.stride(tile) + " + d"
                                    : offset(state))
                            + "] = 1;")
                    .close();
        }
        return text.close();
    }

    private Text columns(Slopes.Columns columns) {
        var fixed = new LinkedHashSet<Tile>();
        for (var state : program.states()) {
            fixed.add(state.next());
            fixed.add(state.previous());
        }
        program.operations().forEach(op -> fixed.addAll(Operands.assigned(op)));
        beside(program).forEach(op -> fixed.addAll(Operands.assigned(op)));
        return new StepMethods(names)
                .method(
                        "// How the states after step `w.row` of these change with each number before it.",
                        "columns(JvmArguments arguments, Shared shared, Worker w)",
                        columns.operations(),
                        StepRows.ofColumns(names, Set.copyOf(fixed)),
                        "width",
                        "");
    }

    private Text slopes(Slopes.Columns columns) {
        var text = new Text()
                .line("// Notes how the states after one step change.")
                .open("private void slopes(int step, Shared shared, Worker w)");
        for (int i = 0; i < columns.after().size(); i++) {
            for (int j = 0; j < columns.after().size(); j++) {
                boolean dense = slope == Solving.Slope.DENSE;
                if (dense || slope == Solving.Slope.BLOCKS || i == j) {
                    entries(columns.after().get(i), i, j, dense, text);
                }
            }
        }
        return text.close();
    }

    private void entries(Tile after, int i, int j, boolean dense, Text text) {
        boolean vector = after.columns() instanceof Span.Features;
        if (dense) {
            text.open("for (int c = 0; c < " + depth(j) + "; c++)");
        }
        text.open("for (int d = 0; d < " + depth(i) + "; d++)");
        var column = sum(offset(j), dense ? "c" : "d");
        var element = "w." + Names.tile(after)
                + (vector ? "[(" + column + ") * " + Names.stride(after) + " + d]" : "[" + column + "]");
        var place = switch (slope) {
            case DENSE -> sum(offset(i), "d") + ", " + column + ", 0";
            case BLOCKS -> i + ", " + j + ", d";
            case DIAGONAL, IDENTITY, ZERO -> "0, 0, " + sum(offset(i), "d");
        };
        text.line("shared.solver.slope(w.batch, step, " + place + ", " + element + ");")
                .close();
        if (dense) {
            text.close();
        }
    }
}
