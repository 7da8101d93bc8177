package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.schedule.Interleaving;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The weights of a scan as its code reads them: matrices in panels, vectors as rows of numbers that end in
/// whole panels.
///
/// @param matrices those that something is multiplied with
/// @param lines those whose entries meet the entries of rows
/// @param interleaved whether sequences may be interleaved: then matrices lie row by row, too
record ScanWeights(Names names, List<String> matrices, List<String> lines, boolean interleaved) {
    static ScanWeights of(Names names, StepProgram program) {
        Set<String> matrices = new LinkedHashSet<>();
        Set<String> lines = new LinkedHashSet<>();
        var operations = new ArrayList<>(program.operations());
        switch (program.slopes()) {
            case Slopes.None() -> {}
            case Slopes.Entries(var maps, var _) -> operations.addAll(maps);
            case Slopes.Columns columns -> {
                operations.addAll(columns.partials());
                operations.addAll(columns.operations());
            }
        }
        for (var op : operations) {
            switch (op) {
                case TileOp.Transform transform -> matrices.add(transform.matrix());
                case TileOp.Map map -> collect(map.value(), lines);
                case TileOp.RowReduce reduce -> collect(reduce.value(), lines);
                case TileOp.Store store -> collect(store.value(), lines);
                case TileOp.Load _, TileOp.Rotate _, TileOp.Dot _, TileOp.Loop _, TileOp.When _ -> {}
            }
        }
        return new ScanWeights(
                names,
                List.copyOf(matrices),
                names.vectors() ? List.copyOf(lines) : List.of(),
                Interleaving.has(program, names.form()));
    }

    private static void collect(Value value, Set<String> lines) {
        Dependence.walk(value, part -> {
            if (part instanceof Value.Cell cell && cell.at().equals(List.of(new Value.Ramp(Axis.FEATURE)))) {
                lines.add(cell.tensor());
            }
        });
    }

    int count() {
        return matrices.size() + lines.size();
    }

    /// The method that packs one weight.
    Text pack() {
        var scope = new Scope(names);
        var body = new Text().open("switch (task)");
        int task = 0;
        for (var matrix : matrices) {
            body.open("case " + task++ + " ->");
            panels(matrix, scope, body);
            if (interleaved) {
                rows(matrix, scope, body);
            }
            body.close();
        }
        for (var line : lines) {
            body.open("case " + task++ + " ->");
            line(line, scope, body);
            body.close();
        }
        body.line("default -> {}").close().line(LapCode.weights());
        return new Text()
                .line("// Brings one weight into the form that the steps read.")
                .open("private void pack(int task, JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    private String size(String tensor, int axis) {
        return new ScalarCode(names, new Scope(names), false)
                .operand(names.tensor(tensor).shape().get(axis), Point.uniform(), new Text());
    }

    private void panels(String matrix, Scope scope, Text text) {
        var columns = size(matrix, 1);
        text.line("final " + names.panels() + " panels = shared.panels_" + matrix + ";")
                .open("for (int n = 0; n < " + size(matrix, 0) + "; n++)")
                .line("final int at = n / PANEL * PANEL * " + columns + " + n % PANEL;")
                .open("for (int d = 0; d < " + columns + "; d++)")
                .line(names.inPanels("panels", "at + d * PANEL") + " = " + cast()
                        + Storage.read(
                                names.tensor(matrix).type(), scope.tensor(matrix), "(long) n * " + columns + " + d")
                        + ";")
                .close()
                .close();
    }

    private void rows(String matrix, Scope scope, Text text) {
        text.open("if (interleaved > 1)")
                .line(names.rows(names.tensor(matrix).type()) + ".load(" + scope.tensor(matrix) + ", 0, shared.rows_"
                        + matrix + ", 0, " + size(matrix, 0) + " * " + size(matrix, 1) + ");")
                .close();
    }

    private void line(String line, Scope scope, Text text) {
        text.open("for (int d = 0; d < " + size(line, 0) + "; d++)")
                .line("shared.line_" + line + "[d] = " + cast()
                        + Storage.read(names.tensor(line).type(), scope.tensor(line), "d") + ";")
                .close();
    }

    private String cast() {
        return names.wide() ? "" : "(float) ";
    }

    /// The arrays that the workers share.
    void fields(TypeSpec.Builder type, Text text) {
        for (var matrix : matrices) {
            type.addField(MemoryCode.type(names.real(), names.vectors() ? 1 : 2), "panels_" + matrix);
            text.line("panels_" + matrix + " = new " + names.real()
                    + names.panelsOf("Math.multiplyExact(Math.ceilDiv(" + outer(matrix, 0) + ", PANEL) * PANEL, "
                            + outer(matrix, 1) + ")")
                    + ";");
        }
        if (interleaved) {
            for (var matrix : matrices) {
                type.addField(MemoryCode.type(names.real(), 1), "rows_" + matrix);
                text.line("rows_" + matrix + " = new float[k.interleaved > 1 ? " + outer(matrix, 0) + " * "
                        + outer(matrix, 1) + " : 0];");
            }
        }
        for (var line : lines) {
            type.addField(MemoryCode.type(names.real(), 1), "line_" + line);
            text.line("line_" + line + " = new " + names.real() + "[Math.ceilDiv(" + outer(line, 0)
                    + ", PANEL) * PANEL];");
        }
    }

    /// A size as a nested class sees it.
    private String outer(String tensor, int axis) {
        return size(tensor, axis).replaceAll("\\bsize_", "k.size_");
    }
}
