package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Far;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes how the states of far keys go from a tile of rows to the next, and begin anew where the labels of
/// the queries change.
final class FoldCode {
    private static final String ARGUMENTS = "(JvmArguments arguments, Shared shared, Worker w)";

    private final Far.Folded folded;
    private final Names names;
    private final List<StretchCode> stretches;

    FoldCode(Far.Folded folded, Names names, Rotations rotations) {
        this.folded = folded;
        this.names = names;
        stretches = folded.stretches().stream()
                .map(stretch -> new StretchCode(folded, stretch, names, rotations))
                .toList();
    }

    List<Text> methods() {
        var methods = new ArrayList<Text>();
        stretches.forEach(stretch -> methods.addAll(stretch.methods()));
        methods.addAll(List.of(show(), advance()));
        if (labelled()) {
            methods.add(alike());
        }
        return methods;
    }

    List<StretchCode> stretches() {
        return stretches;
    }

    /// Whether a state belongs to the queries of some labels alone.
    boolean labelled() {
        return !folded.labels().isEmpty();
    }

    /// Whether no key has been folded for the worker's tile of rows.
    static String nothing(Far.Folded folded) {
        return folded.stretches().stream().map(StretchCode::absent).collect(Collectors.joining(" && "));
    }

    /// Whether the rows of a labelled tile have the same far keys.
    static String alone(Far.Folded folded) {
        return folded.stretches().stream()
                .map(StretchCode::folded)
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(),
                        parts -> parts.size() == 1
                                ? parts.getFirst()
                                : parts.stream().collect(Collectors.joining(") && (", "(", ")"))));
    }

    private Text alike() {
        var scope = new Scope(names);
        var scalar = new ScalarCode(names, scope, false);
        var body = new Text();
        var equal = new ArrayList<String>();
        for (var label : folded.labels()) {
            equal.add(scalar.operand(label, Point.uniform().withAxis(Axis.QUERY, "one"), body) + " == "
                    + scalar.operand(label, Point.uniform().withAxis(Axis.QUERY, "other"), body));
        }
        return new Text()
                .line("// Whether two queries have the same labels, and so the same far keys.")
                .open("private boolean alike(int one, int other, JvmArguments arguments, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .line("return " + String.join(" && ", equal) + ";")
                .close();
    }

    private Text show() {
        var text = new Text().line("// Writes the state where rows read it.").open("private void show(Worker w)");
        stretches.forEach(stretch -> stretch.show(text));
        return text.close();
    }

    private Text advance() {
        var text = new Text()
                .line("// Takes the state on to the border of the tile, and stages anew what has moved.")
                .open("private void advance" + ARGUMENTS);
        if (labelled()) {
            text.open("for (int query = w.leastQuery + 1; query <= w.greatestQuery; query++)")
                    .open("if (!alike(w.leastQuery, query, arguments, w))")
                    .line("// The rows have different far keys: they visit all keys one by one.");
            stretches.forEach(stretch -> text.line(stretch.none()));
            text.line("return;").close().close();
        }
        stretches.forEach(stretch -> stretch.advance(text));
        var present = stretches.stream().map(StretchCode::present).collect(Collectors.joining(" || "));
        return text.open("if (" + (stretches.size() == 1 ? present : "(" + present + ")") + " && !w.shown)")
                .line("show(w);")
                .line("w.firstKey = 0;")
                .line("aimCodes(w);")
                .open("if (!w.codesStaged)")
                .line("stageCodes(arguments, shared, w, codes);")
                .line("w.codesStaged = true;")
                .close()
                .line("stageState(arguments, shared, w, codes);")
                .line("w.shown = true;")
                .line(LapCode.keys())
                .close()
                .close();
    }
}
