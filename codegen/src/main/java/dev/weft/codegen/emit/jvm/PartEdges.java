package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;

/// Writes what workers tell the solver of parts, and take from it: states at the edges of a part
/// and on the way.
///
/// @param suffix what the methods' names end in
/// @param numbers where a state's numbers lie
record PartEdges(Names names, StepProgram program, String suffix, Numbers numbers) {
    /// Where number `d` of a state is, or its only one.
    interface Numbers {
        String of(Tile state, String row);
    }

    private interface Entry {
        String code(String element, String at);
    }

    /// Of states that are the first rows of their tiles.
    static PartEdges ofRows(Names names, StepProgram program) {
        return new PartEdges(
                names,
                program,
                "",
                (state, row) -> "w." + Names.tile(state)
                        + (state.columns() instanceof Span.Features
                                ? "[" + row + " * " + Names.stride(state) + " + d]"
                                : "[" + row + "]"));
    }

    Text begin() {
        var cast = names.wide() ? "" : "(float) ";
        return each(
                "// Takes the states that the parts start with.",
                "void begin" + suffix + "(int first, Shared shared, Worker w)",
                "",
                (element, at) -> element + " = " + cast + "shared.solver.start(first + r, " + at + ");",
                "");
    }

    Text end() {
        return each(
                "// Notes the states that the parts ended with.",
                "void end" + suffix + "(int first, Shared shared, Worker w)",
                "",
                (element, at) -> "shared.solver.end(first + r, " + at + ", " + element + ");",
                "");
    }

    Text passed() {
        return each(
                "// Notes the states on the way. Whether all of them are what they were when these parts were gone over before:"
                        + "\n// then so is all that follows.",
                "boolean passed" + suffix + "(int first, int index, Shared shared, Worker w)",
                "boolean same = true;",
                (element, at) -> "same &= shared.solver.passed(first + r, index, " + at + ", " + element + ");",
                "return same;");
    }

    /// A method that does something for each number.
    private Text each(String comment, String head, String first, Entry entry, String last) {
        var text = new Text()
                .lines(comment)
                .open("private " + head)
                .lines(first)
                .open("for (int r = 0; r < w.rows; r++)")
                .line("int at = 0;");
        for (var state : program.states()) {
            var tile = state.next();
            var element = numbers.of(tile, "r");
            if (tile.columns() instanceof Span.Features) {
                var depth = "depth_" + tile.name();
                text.open("for (int d = 0; d < " + depth + "; d++)")
                        .line(entry.code(element, "at + d"))
                        .close()
                        .line("at += " + depth + ";");
            } else {
                text.line(entry.code(element, "at")).line("at++;");
            }
        }
        return text.close().lines(last).close();
    }
}
