package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.ColumnOperations;
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

    private StateNumbers numbers() {
        return new StateNumbers(program);
    }

    private String depth(int state) {
        return numbers().depth("", state);
    }

    private String offset(int state) {
        return numbers().offset(state);
    }

    private static String sum(String a, String b) {
        return StateNumbers.sum(a, b);
    }

    private Text slopes(Slopes.Entries entries) {
        var text = new Text()
                .line("// Notes how the states change, entry by entry.")
                .open("private void slopes(int from, Shared shared, Worker w)");
        boolean diagonal = slope == Solving.Slope.DIAGONAL;
        for (int i = 0; i < entries.entries().size(); i++) {
            for (int j = 0; j < entries.entries().size(); j++) {
                if (diagonal && i != j) {
                    continue;
                }
                for (var tile : entries.entries().get(i).get(j)) {
                    var place = diagonal ? "0, 0, " + offset(i) : i + ", " + j + ", 0";
                    text.line("shared.solver.slopes(w.batch, from, w.rows, " + place + ", "
                            + numbers().rows(i, tile, "0") + ");");
                }
            }
        }
        return text.close();
    }

    private Text units(Slopes.Columns columns) {
        var first = new Text();
        for (var tile : columns.before()) {
            first.line("Arrays.fill(w." + Names.tile(tile) + ", 0);");
        }
        for (int state = 0; state < columns.before().size(); state++) {
            var tile = columns.before().get(state);
            first.open("for (int d = 0; d < " + depth(state) + "; d++)")
                    .line("w." + Names.tile(tile) + "["
                            + (tile.columns() instanceof Span.Features
                                    ? "(" + sum(offset(state), "d") + ") * " + Names.stride(tile) + " + d"
                                    : offset(state))
                            + "] = 1;")
                    .close();
        }
        return over(
                "// One column for each number that may change, and what it makes of weights: the same at all steps.",
                "units",
                ColumnOperations.of(columns).once(),
                columns,
                first.toString());
    }

    private Text columns(Slopes.Columns columns) {
        return over(
                "// How the states after step `w.row` of these change with each number before it.",
                "columns",
                ColumnOperations.of(columns).steps(),
                columns,
                "");
    }

    /// A method that does operations for all columns.
    private Text over(String comment, String name, List<TileOp> operations, Slopes.Columns columns, String first) {
        var fixed = new LinkedHashSet<Tile>();
        for (var state : program.states()) {
            fixed.add(state.next());
            fixed.add(state.previous());
        }
        program.operations().forEach(op -> fixed.addAll(Operands.assigned(op)));
        columns.partials().forEach(op -> fixed.addAll(Operands.assigned(op)));
        return new StepMethods(names)
                .method(
                        comment,
                        name + "(JvmArguments arguments, Shared shared, Worker w)",
                        operations,
                        StepRows.ofColumns(names, Set.copyOf(fixed)),
                        "width",
                        first);
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
        var rows = numbers().rows(i, after, offset(j));
        if (dense) {
            text.line("shared.solver.columns(w.batch, step, " + offset(i) + ", " + offset(j) + ", " + depth(j) + ", "
                    + rows + ");");
        } else {
            var place = slope == Solving.Slope.BLOCKS ? i + ", " + j + ", 0" : "0, 0, " + offset(i);
            text.line("shared.solver.diagonal(w.batch, step, " + place + ", " + rows + ");");
        }
    }
}
