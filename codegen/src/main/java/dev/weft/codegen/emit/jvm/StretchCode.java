package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Truths;
import java.util.ArrayList;
import java.util.List;

/// Writes how the far keys on one side of a query fold: into counts, and means in double precision, one state
/// per worker. As rows pass by, keys before them join it one after the other. Keys after them leave it:
/// these are folded once, from the last one down, and the trail keeps each mean that a key replaces, so
/// that it can be taken back.
final class StretchCode {
    private final Far.Folded folded;
    private final Far.Stretch stretch;
    private final Names names;
    private final Rotations rotations;

    StretchCode(Far.Folded folded, Far.Stretch stretch, Names names, Rotations rotations) {
        this.folded = folded;
        this.stretch = stretch;
        this.names = names;
        this.rotations = rotations;
    }

    List<Text> methods() {
        return after() ? List.of(border(), fold(), takeBack()) : List.of(border(), fold());
    }

    boolean after() {
        return stretch.direction() == Far.Direction.AFTER;
    }

    /// `name`, as it is called on this side of a query.
    String on(String name) {
        return on(name, stretch);
    }

    static String on(String name, Far.Stretch stretch) {
        return switch (stretch.direction()) {
            case BEFORE -> name;
            case AFTER -> name + "After";
        };
    }

    static String state(Far.Mean mean) {
        return "folded_" + mean.table();
    }

    static String trail(Far.Mean mean) {
        return "trail_" + mean.table();
    }

    List<Far.Mean> means() {
        return stretch.means();
    }

    /// The field of a worker that says where its state ends.
    String end() {
        return "w." + on("folded");
    }

    /// Where the state of no keys ends.
    private String nowhere() {
        return after() ? "keysBound" : "0";
    }

    /// Whether a tile of rows has far keys on this side.
    String present() {
        return present(stretch);
    }

    private static String present(Far.Stretch stretch) {
        return switch (stretch.direction()) {
            case BEFORE -> "w.far > 0";
            case AFTER -> "w.farAfter < keysBound";
        };
    }

    /// Whether it has none.
    static String absent(Far.Stretch stretch) {
        return switch (stretch.direction()) {
            case BEFORE -> "w.far == 0";
            case AFTER -> "w.farAfter == keysBound";
        };
    }

    /// Whether the state has all that is far, if anything is.
    static String folded(Far.Stretch stretch) {
        return present(stretch)
                + switch (stretch.direction()) {
                    case BEFORE -> " || border(w.leastQuery, arguments, w) == 0";
                    case AFTER -> " || borderAfter(w.greatestQuery, arguments, w) == keysBound";
                };
    }

    private Text border() {
        var scope = new Scope(names);
        var body = new Text();
        var code = new ScalarCode(names, scope, false)
                .code(stretch.border(), Point.uniform().withAxis(Axis.QUERY, "query"), body);
        var far = "Math.max(0, Math.min(keysBound, " + code + "))";
        int block = folded.block();
        var text = new Text();
        if (after()) {
            text.line("// From which key on a tile whose greatest query this is has those that are far: whole blocks.");
        } else {
            text.line("// How many keys a tile whose least query this is has behind it: whole blocks, all far.");
        }
        var whole = block == 1
                ? far
                : after()
                        ? "Math.min(keysBound, Math.ceilDiv(" + far + ", " + block + ") * " + block + ")"
                        : far + " / " + block + " * " + block;
        return text.open("private int " + on("border") + "(int query, JvmArguments arguments, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .line("return " + whole + ";")
                .close();
    }

    private Text fold() {
        var scope = new Scope(names);
        var body = new Text();
        if (after()) {
            room(body);
        }
        StageCode.thetas(body, folded.staged(), rotations);
        if (after()) {
            body.open("for (int end = to; end > from; end -= keyTile)")
                    .line("w.firstKey = Math.max(from, end - keyTile);")
                    .line("final int first = w.firstKey;")
                    .open("for (int c = end - first - 1; c >= 0; c--)");
        } else {
            body.open("for (int first = from; first < to; first += keyTile)")
                    .line("w.firstKey = first;")
                    .line("final int count = Math.min(keyTile, to - first);")
                    .open("for (int c = 0; c < count; c++)");
        }
        var always = Truths.isTrue(stretch.folds());
        if (!always) {
            var key = Point.ofKey("c").withAxis(Axis.QUERY, "query");
            body.open("if (" + new ScalarCode(names, scope, false).code(stretch.folds(), key, body) + ")");
        }
        new LinePass(names, rotations, scope, false, body).key(folded.staged());
        body.line("final int code = " + code(scope, "first + c") + ";");
        if (after()) {
            note(body);
        }
        body.line("counts[code]++;").line("final double share = 1.0 / counts[code];");
        for (var mean : means()) {
            var depth = depth(mean);
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
        means().forEach(mean ->
                parameters.append("double[] ").append(state(mean)).append(", "));
        return new Text()
                .line("// Folds keys into a state: each moves its code's mean by its share."
                        + (after() ? " What is `noted` can be taken back." : ""))
                .open("private void " + on("fold") + "(JvmArguments arguments, Shared shared, Worker w, int[] counts, "
                        + parameters + (after() ? "boolean noted, " : "") + (labelled() ? "int query, " : "")
                        + "int from, int to)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    private void room(Text body) {
        body.open("if (noted && w.trailKeys.length < w.trailed + to - from)")
                .line("final int room = Math.max(w.trailKeys.length * 2, w.trailed + to - from);")
                .line("w.trailKeys = Arrays.copyOf(w.trailKeys, room);");
        for (var mean : means()) {
            body.line("w." + trail(mean) + " = Arrays.copyOf(w." + trail(mean) + ", Math.multiplyExact(room, "
                    + depth(mean) + "));");
        }
        body.close();
    }

    private void note(Text body) {
        body.open("if (noted)").line("w.trailKeys[w.trailed] = first + c;");
        for (var mean : means()) {
            var depth = depth(mean);
            body.open("for (int d = 0; d < " + depth + "; d++)")
                    .line("w." + trail(mean) + "[w.trailed * " + depth + " + d] = (float) " + state(mean) + "[code * "
                            + depth + " + d];")
                    .close();
        }
        body.line("w.trailed++;").close();
    }

    private Text takeBack() {
        var scope = new Scope(names);
        var body = new Text()
                .open("while (w.trailed > 0 && w.trailKeys[w.trailed - 1] < end)")
                .line("w.trailed--;")
                .line("final int code = " + code(scope, "w.trailKeys[w.trailed]") + ";")
                .line("w." + on("foldedCounts") + "[code]--;");
        for (var mean : means()) {
            var depth = depth(mean);
            body.open("for (int d = 0; d < " + depth + "; d++)")
                    .line("w." + state(mean) + "[code * " + depth + " + d] = w." + trail(mean) + "[w.trailed * " + depth
                            + " + d];")
                    .close();
        }
        return new Text()
                .line("// Takes the keys below `end` out of the worker's state: the last to come is the first to go.")
                .open("private void takeBack(JvmArguments arguments, Shared shared, Worker w, int end)")
                .lines(scope.prologue())
                .lines(body.close().toString())
                .line(LapCode.keys())
                .close();
    }

    private String code(Scope scope, String key) {
        return Storage.read(ElementType.I32, scope.tensor(folded.codes()), "(long) w.g * keysBound + " + key);
    }

    private static String depth(Far.Mean mean) {
        return "depth_" + mean.value().name();
    }

    private boolean labelled() {
        return !folded.labels().isEmpty();
    }

    /// A call that folds keys into a state.
    ///
    /// @param owner whose state it is, `index` which of them
    /// @param query one of those that the state is for
    String folding(String owner, String index, String query, String from, String to) {
        var arguments = new ArrayList<>(List.of("arguments", "shared", "w"));
        arguments.add(owner + "." + on("foldedCounts") + index);
        means().forEach(mean -> arguments.add(owner + "." + state(mean) + index));
        if (after()) {
            arguments.add(Boolean.toString(owner.equals("w")));
        }
        if (labelled()) {
            arguments.add(query);
        }
        arguments.addAll(List.of(from, to));
        return on("fold") + "(" + String.join(", ", arguments) + ");";
    }

    /// Empties the worker's state.
    String emptying() {
        var text =
                new Text().line(end() + " = " + nowhere() + ";").line("Arrays.fill(w." + on("foldedCounts") + ", 0);");
        means().forEach(mean -> text.line("Arrays.fill(w." + state(mean) + ", 0);"));
        if (after()) {
            text.line("w.trailed = 0;");
        }
        return text.toString();
    }

    /// Lets a tile of rows visit all keys of this side.
    String none() {
        return "w." + on("far") + " = " + nowhere() + ";";
    }

    /// Writes the state where rows read it.
    void show(Text text) {
        text.open("for (int s = 0; s < codes; s++)")
                .line(Storage.write(
                        ElementType.I32, "w." + Names.made(stretch.counts()), "s", "w." + on("foldedCounts") + "[s]"))
                .close();
        for (var mean : means()) {
            text.open("for (int at = 0; at < w." + state(mean) + ".length; at++)")
                    .line(Storage.write(
                            ElementType.F32, "w." + Names.made(mean.table()), "at", "w." + state(mean) + "[at]"))
                    .close();
        }
    }

    /// Takes the state on to the border of the tile.
    void advance(Text text) {
        if (labelled()) {
            text.open("if (!alike(w." + on("foldedQuery") + ", w.leastQuery, arguments, w))")
                    .lines(emptying())
                    .line("w." + on("foldedQuery") + " = w.leastQuery;")
                    .close();
        }
        var end = on("end");
        text.line("final int " + end + " = " + on("border") + "(" + (after() ? "w.greatestQuery" : "w.leastQuery")
                + ", arguments, w);");
        var query = "w." + on("foldedQuery");
        if (after()) {
            text.open("if (endAfter < w.foldedAfter)").line(folding("w", "", query, end, end()));
        } else {
            text.open("if (end > w.folded)").line(folding("w", "", query, end(), end));
        }
        text.line(end() + " = " + end + ";").line("w.shown = false;").close();
        if (after()) {
            text.open("if (endAfter > w.foldedAfter)")
                    .line("takeBack(arguments, shared, w, endAfter);")
                    .line("w.foldedAfter = endAfter;")
                    .line("w.shown = false;")
                    .close();
        }
        text.line("w." + on("far") + " = " + end() + ";");
    }
}
