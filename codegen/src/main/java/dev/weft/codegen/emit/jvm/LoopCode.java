package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes the walk over the key tiles of a row tile, and what is done for each.
final class LoopCode {
    private static final String ARGUMENTS = "(JvmArguments arguments, Shared shared, Worker w)";

    private final TileProgram program;
    private final Names names;
    private final Rotations rotations;
    private final Function<TileOp.Source, StageCode> stages;
    private final FewRows fewRows;
    private final List<Text> methods = new ArrayList<>();
    private int passes;

    LoopCode(
            TileProgram program,
            Names names,
            Rotations rotations,
            Function<TileOp.Source, StageCode> stages,
            FewRows fewRows) {
        this.program = program;
        this.names = names;
        this.rotations = rotations;
        this.stages = stages;
        this.fewRows = fewRows;
    }

    /// The methods that were written.
    List<Text> methods() {
        return methods;
    }

    /// Writes the phases of a tile: products by themselves, and what lies between them strip by strip.
    private void tilePhases(List<Phase> phases, Scope scope, Text text) {
        var passes = new ArrayList<Phase>();
        for (var phase : phases) {
            if (phase.isOfRows()) {
                passes.add(phase);
                continue;
            }
            strips(passes, scope, text);
            switch (phase) {
                case Phase.Branch(Value condition, List<Phase> then, List<Phase> otherwise) -> {
                    text.open(
                            "if (" + new ScalarCode(names, scope, false).code(condition, Point.uniform(), text) + ")");
                    tilePhases(then, scope, text);
                    if (!otherwise.isEmpty()) {
                        text.orElse();
                        tilePhases(otherwise, scope, text);
                    }
                    text.close();
                }
                case Phase.Product _, Phase.Pass _, Phase.Single _ -> {
                    phases(List.of(phase), scope, text);
                    text.line(LapCode.tile(phase));
                }
            }
        }
        strips(passes, scope, text);
    }

    private void strips(List<Phase> passes, Scope scope, Text text) {
        if (passes.isEmpty()) {
            return;
        }
        var calls = new Text();
        phases(passes, scope, calls);
        StripCode.eachStrip(calls.toString(), text);
        text.line(LapCode.tile(passes.getLast()));
        passes.clear();
    }

    /// Writes phases as calls of methods, which it adds.
    void phases(List<Phase> phases, Scope scope, Text text) {
        var scalar = new ScalarCode(names, scope, false);
        for (var phase : phases) {
            switch (phase) {
                case Phase.Product(TileOp.Dot dot) -> text.line(product(dot) + "(arguments, shared, w);");
                case Phase.Pass(List<TileOp> ops) -> text.line(pass(ops) + "(arguments, shared, w);");
                case Phase.Single(TileOp.Map map) -> {
                    var code = scalar.code(map.value(), Point.uniform(), text);
                    text.line("w." + Names.tile(map.to()) + " = " + code + ";");
                }
                case Phase.Branch(Value condition, List<Phase> then, List<Phase> otherwise) -> {
                    text.open("if (" + scalar.code(condition, Point.uniform(), text) + ")");
                    phases(then, scope, text);
                    if (!otherwise.isEmpty()) {
                        text.orElse();
                        phases(otherwise, scope, text);
                    }
                    text.close();
                }
            }
        }
    }

    private String product(TileOp.Dot dot) {
        var name = (dot.to().columns() instanceof Span.Keys ? "scores_" : "values_")
                + dot.to().name() + "_" + passes++;
        var scope = new Scope(names);
        var body = new DotCode(names, fewRows).product(dot, scope);
        methods.add(new Text()
                .line("// " + dot.to().name() + (dot.to().columns() instanceof Span.Keys ? " = " : " += ")
                        + dot.left().name() + " · " + dot.right().name())
                .open("private void " + name + ARGUMENTS)
                .lines(scope.prologue())
                .lines(body.toString())
                .close());
        return name;
    }

    /// Adds the method of one pass over the rows; gives its name.
    String pass(List<TileOp> ops) {
        var name = "pass" + passes++;
        var scope = new Scope(names);
        var body = new Text();
        var overKeys = new KeyMethods(name);
        new LinePass(names, rotations, scope, true, body).rows(ops, overKeys);
        methods.addAll(overKeys.methods());
        var text = new Text()
                .line("// Row by row: "
                        + String.join(", ", ops.stream().map(LoopCode::title).toList()) + ".")
                .open("private void " + name + ARGUMENTS)
                .lines(scope.prologue());
        StageCode.thetas(text, ops, rotations);
        methods.add(text.line("final int firstRow = w.firstRow;")
                .line("final int endRow = w.endRow;")
                .line("final int from = w.from;")
                .line("final int to = w.to;")
                .lines(body.toString())
                .close());
        return name;
    }

    private static String title(TileOp op) {
        return switch (op) {
            case TileOp.Load load -> load.to().name() + " from " + load.tensor();
            case TileOp.Transform transform -> transform.to().name();
            case TileOp.Map map -> map.to().name();
            case TileOp.Rotate rotate -> rotate.to().name() + " rotated";
            case TileOp.RowReduce reduce -> reduce.to().name();
            case TileOp.Dot dot -> dot.to().name();
            case TileOp.Store store -> store.tensor() + " stored";
            case TileOp.Loop _, TileOp.When _ -> "";
        };
    }

    /// Adds the methods of a loop over the keys.
    void loop(int number, TileOp.Loop loop) {
        boolean codes = loop.over() == TileOp.Source.CODES;
        var start = number == 0 ? start(loop) : "";
        methods.addAll(stages.apply(loop.over()).stages(number, loop.staged(), rotations));
        tile(number, loop);
        var strips = new StripCode(program, names);
        methods.add(strips.spans(number, loop));
        methods.add(strips.meet(number, loop));
        var scope = new Scope(names);
        var scalar = new ScalarCode(names, scope, false);
        var body = new Text();
        if (number == 0) {
            body.line(start + "(arguments, shared, w);");
        }
        if (codes && program.far() instanceof Far.Folded folded) {
            body.open("if (" + FoldCode.nothing(folded) + ")").line("return;").close();
        }
        body.line("final int keys = " + (codes ? "codes" : scalar.code(program.keys(), Point.uniform(), body)) + ";");
        boolean near = !codes && program.far() instanceof Far.Folded;
        var first = near && folds(Far.Direction.BEFORE) ? "w.far" : "0";
        var last = near && folds(Far.Direction.AFTER) ? "w.farAfter" : "keys";
        var ranges = loop.ranges();
        for (int n = 0; n < ranges.size(); n++) {
            body.line("final int low" + n + " = Math.max(" + first + ", "
                    + scalar.code(ranges.get(n).low(), Point.uniform(), body) + ");");
            body.line("final int high" + n + " = Math.min(" + last + ", "
                    + scalar.code(ranges.get(n).high(), Point.uniform(), body) + ");");
        }
        body.line("spans" + number + "(arguments, shared, w);");
        share(body, ranges.size());
        if (!codes && program.far() instanceof Far.Folded folded) {
            room(body, ranges.size(), folded);
        }
        body.line("int j = least;");
        body.open("while (j < most)").line("int start = most;").line("int stop = most;");
        for (int n = 0; n < ranges.size(); n++) {
            body.open("if (high" + n + " > j && Math.max(low" + n + ", j) < start)")
                    .line("start = Math.max(low" + n + ", j);")
                    .line("stop = high" + n + ";")
                    .close();
        }
        body.open("if (start >= most)").line("break;").close();
        var whole = near ? "keyTile" : "PANEL";
        body.line("w.firstKey = start / " + whole + " * " + whole + ";")
                .line("final int end = Math.min(Math.min(stop, most), w.firstKey + keyTile);")
                .line("w.from = start - w.firstKey;")
                .line("w.to = end - w.firstKey;")
                .line("w.leastKey = start;")
                .line("w.greatestKey = end - 1;")
                .line("j = end;");
        var before = new Text();
        var may = scalar.code(loop.may(), Point.uniform(), before);
        body.lines(before.toString());
        if (may.equals("true")) {
            body.line("tile" + number + "(arguments, shared, w);");
        } else {
            body.open("if (" + may + ")")
                    .line("tile" + number + "(arguments, shared, w);")
                    .close();
        }
        body.close();
        methods.add(new Text()
                .line("// Walks over the keys that rows of this tile may keep, a tile of keys at a time.")
                .open("private void loop" + number + ARGUMENTS)
                .lines(scope.prologue())
                .lines(body.toString())
                .close());
    }

    private boolean folds(Far.Direction direction) {
        return program.far() instanceof Far.Folded folded
                && folded.stretches().stream().anyMatch(stretch -> stretch.direction() == direction);
    }

    private String start(TileOp.Loop loop) {
        return pass(loop.carried().stream()
                .<TileOp>map(carried -> new TileOp.Map(carried.tile(), carried.start()))
                .toList());
    }

    /// The part of the keys that falls to `w.part`.
    private static void share(Text body, int ranges) {
        body.line("int least = 0;").line("int most = keys;");
        if (ranges == 0) {
            body.line("most = 0;");
            return;
        }
        var low = "low0";
        var high = "high0";
        for (int n = 1; n < ranges; n++) {
            low = "Math.min(" + low + ", low" + n + ")";
            high = "Math.max(" + high + ", high" + n + ")";
        }
        body.open("if (parts > 1)")
                .line("final int lowest = " + low + " / PANEL * PANEL;")
                .line("final int highest = " + high + ";")
                .line(
                        "final int share = Math.ceilDiv(Math.ceilDiv(Math.max(0, highest - lowest), parts), PANEL) * PANEL;")
                .line("least = Math.min(highest, lowest + w.part * share);")
                .line("most = Math.min(highest, least + share);")
                .close();
    }

    /// Makes room for all near keys; not for those that rows of several labels visit one by one.
    private static void room(Text body, int ranges, Far.Folded folded) {
        var near = new ArrayList<String>();
        for (int n = 0; n < ranges; n++) {
            near.add("Math.max(0, high" + n + " - low" + n + ")");
        }
        var keys = near.isEmpty() ? "0" : String.join(" + ", near);
        body.open("if (!packed)")
                .line("room("
                        + (folded.labels().isEmpty() ? keys : FoldCode.alone(folded) + " ? " + keys + " : keyTile")
                        + ", w);")
                .close();
    }

    private void tile(int number, TileOp.Loop loop) {
        var scope = new Scope(names);
        var body = new Text();
        var stage = stages.apply(loop.over());
        body.line(LapCode.rows()).line(stage.aimed());
        if (loop.over() == TileOp.Source.TOKENS && !(program.far() instanceof Far.Folded)) {
            body.open("if (!packed)")
                    .line("stage" + number + "(arguments, shared, w, w.to);")
                    .close();
        }
        stage.wild(body);
        body.line("meet" + number + "(arguments, shared, w);").line(LapCode.keys());
        tilePhases(Phase.of(loop.body()), scope, body);
        var text = new Text().line("// One tile of rows meets one tile of keys.");
        for (var equation : names.signature().source()) {
            text.line("// `" + equation.name() + " = " + equation.text() + "`");
        }
        methods.add(text.open("private void tile" + number + ARGUMENTS)
                .lines(scope.prologue())
                .lines(body.toString())
                .close());
    }
}
