package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Truths;
import java.util.ArrayList;
import java.util.List;

/// Writes how far keys are folded: into counts, and means in double precision, one state per worker that
/// moves on from a tile of rows to the next, and begins anew where the labels of the queries change.
final class FoldCode {
    private static final String ARGUMENTS = "(JvmArguments arguments, Shared shared, Worker w)";

    private final Far.Folded folded;
    private final Names names;
    private final Rotations rotations;

    FoldCode(Far.Folded folded, Names names, Rotations rotations) {
        this.folded = folded;
        this.names = names;
        this.rotations = rotations;
    }

    List<Text> methods() {
        var methods = new ArrayList<>(List.of(border(), fold(), show(), advance()));
        if (labelled()) {
            methods.add(alike());
        }
        return methods;
    }

    /// Whether a state belongs to the queries of some labels alone.
    boolean labelled() {
        return !folded.labels().isEmpty();
    }

    static String state(Far.Mean mean) {
        return "folded_" + mean.table();
    }

    private Text border() {
        var scope = new Scope(names);
        var body = new Text();
        var code = new ScalarCode(names, scope, false).code(folded.border(), ofQuery("query"), body);
        var block = folded.block() == 1 ? "" : " / " + folded.block() + " * " + folded.block();
        return new Text()
                .line("// How many keys a tile whose least query this is has behind it: whole blocks, all far.")
                .open("private int border(int query, JvmArguments arguments, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .line("return Math.max(0, Math.min(keysBound, " + code + "))" + block + ";")
                .close();
    }

    private static Point ofQuery(String query) {
        return Point.uniform().withAxis(Axis.QUERY, query);
    }

    private Text alike() {
        var scope = new Scope(names);
        var scalar = new ScalarCode(names, scope, false);
        var body = new Text();
        var equal = new ArrayList<String>();
        for (var label : folded.labels()) {
            equal.add(scalar.operand(label, ofQuery("one"), body) + " == "
                    + scalar.operand(label, ofQuery("other"), body));
        }
        return new Text()
                .line("// Whether two queries have the same labels, and so the same far keys.")
                .open("private boolean alike(int one, int other, JvmArguments arguments, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .line("return " + String.join(" && ", equal) + ";")
                .close();
    }

    private Text fold() {
        var scope = new Scope(names);
        var body = new Text();
        StageCode.thetas(body, folded.staged(), rotations);
        body.open("for (int first = from; first < to; first += keyTile)")
                .line("w.firstKey = first;")
                .line("final int count = Math.min(keyTile, to - first);")
                .open("for (int c = 0; c < count; c++)");
        var always = Truths.isTrue(folded.folds());
        if (!always) {
            var key = Point.ofKey("c").withAxis(Axis.QUERY, "query");
            body.open("if (" + new ScalarCode(names, scope, false).code(folded.folds(), key, body) + ")");
        }
        new LinePass(names, rotations, scope, false, body).key(folded.staged());
        body.line("final int code = "
                        + Storage.read(
                                ElementType.I32, scope.tensor(folded.codes()), "(long) w.g * keysBound + first + c")
                        + ";")
                .line("counts[code]++;")
                .line("final double share = 1.0 / counts[code];");
        for (var mean : folded.means()) {
            var depth = "depth_" + mean.value().name();
            var row = scope.worker("float[]", "row_" + mean.value().name());
            body.open("for (int d = 0, at = code * " + depth + "; d < " + depth + "; d++, at++)")
                    .line(state(mean) + "[at] += (" + row + "[d] - " + state(mean) + "[at]) * share;")
                    .close();
        }
        if (!always) {
            body.close();
        }
        body.close().close().line(LapCode.keys());
        var parameters = new StringBuilder();
        folded.means()
                .forEach(mean ->
                        parameters.append("double[] ").append(state(mean)).append(", "));
        return new Text()
                .line("// Folds keys into a state: each moves its code's mean by its share.")
                .open("private void fold(JvmArguments arguments, Shared shared, Worker w, int[] counts, " + parameters
                        + (labelled() ? "int query, " : "") + "int from, int to)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    /// A call that folds keys into a state.
    ///
    /// @param owner whose state it is, `index` which of them
    /// @param query one of those that the state is for
    String folding(String owner, String index, String query, String from, String to) {
        var text = new StringBuilder("fold(arguments, shared, w, " + owner + ".foldedCounts" + index + ", ");
        folded.means()
                .forEach(mean -> text.append(owner)
                        .append('.')
                        .append(state(mean))
                        .append(index)
                        .append(", "));
        return text + (labelled() ? query + ", " : "") + from + ", " + to + ");";
    }

    /// Empties the worker's state.
    String emptying() {
        var text = new Text().line("w.folded = 0;").line("Arrays.fill(w.foldedCounts, 0);");
        folded.means().forEach(mean -> text.line("Arrays.fill(w." + state(mean) + ", 0);"));
        return text.toString();
    }

    private Text show() {
        var text = new Text()
                .line("// Writes the state where rows read it.")
                .open("private void show(Worker w)")
                .open("for (int s = 0; s < codes; s++)")
                .line(Storage.write(ElementType.I32, "w." + Names.made(folded.counts()), "s", "w.foldedCounts[s]"))
                .close();
        for (var mean : folded.means()) {
            text.open("for (int at = 0; at < w." + state(mean) + ".length; at++)")
                    .line(Storage.write(
                            ElementType.F32, "w." + Names.made(mean.table()), "at", "w." + state(mean) + "[at]"))
                    .close();
        }
        return text.close();
    }

    private Text advance() {
        var text = new Text()
                .line("// Takes the state on to the border of the tile, and stages anew what has moved.")
                .open("private void advance" + ARGUMENTS);
        if (labelled()) {
            text.open("for (int query = w.leastQuery + 1; query <= w.greatestQuery; query++)")
                    .open("if (!alike(w.leastQuery, query, arguments, w))")
                    .line("// The rows have different far keys: they visit all keys one by one.")
                    .line("w.far = 0;")
                    .line("return;")
                    .close()
                    .close()
                    .open("if (!alike(w.foldedQuery, w.leastQuery, arguments, w))")
                    .lines(emptying())
                    .line("w.foldedQuery = w.leastQuery;")
                    .close();
        }
        return text.line("final int end = border(w.leastQuery, arguments, w);")
                .open("if (end > w.folded)")
                .line(folding("w", "", "w.foldedQuery", "w.folded", "end"))
                .line("w.folded = end;")
                .line("w.shown = false;")
                .close()
                .line("w.far = w.folded;")
                .open("if (w.far > 0 && !w.shown)")
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
