package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.vector.MicroKernels;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Assign;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// Writes how keys find their codes: a codebook is turned once, and the scores of many keys are a product
/// with a panel of codes at a time; sums run over the entries in their order, which makes the code of a
/// key the same on every device.
final class AssignCode {
    private static final String TASK = "(int task, JvmArguments arguments, Shared shared, Worker w)";

    private final TileProgram program;
    private final Names names;
    private final Rotations rotations;

    AssignCode(TileProgram program, Names names, Rotations rotations) {
        this.program = program;
        this.names = names;
        this.rotations = rotations;
    }

    /// Shows a worker the tables of codes.
    static String tables(TileProgram program) {
        var text = new Text();
        for (var assign : program.assigned()) {
            text.line("w." + Names.made(assign.table()) + " = shared." + Names.made(assign.table()) + ";");
        }
        return text.toString();
    }

    List<Text> methods() {
        var methods = new ArrayList<Text>();
        for (int n = 0; n < program.assigned().size(); n++) {
            methods.add(codebook(n, program.assigned().get(n)));
            methods.add(assign(n, program.assigned().get(n)));
        }
        if (!methods.isEmpty()) {
            methods.add(search());
            if (names.vectors()) {
                methods.add(nearest());
                methods.add(best());
            }
        }
        return methods;
    }

    private Text codebook(int number, Assign assign) {
        var scope = new Scope(names);
        var scalar = new ScalarCode(names, scope, false);
        var type = names.tensor(assign.codebook()).type();
        var body = new Text();
        body.line("final int count = " + scalar.code(assign.count(), Point.uniform(), body) + ";")
                .line("final int depth = depth_" + assign.vector().name() + ";")
                .line("final long from = "
                        + scalar.offset(
                                assign.codebook(),
                                assign.at(),
                                Point.uniform(),
                                body,
                                assign.at().size() + 2) + ";")
                .line("final float[] codebook = shared.codebook" + number + "[w.g];")
                .line("final float[] starts = shared.starts" + number + "[w.g];")
                .line("// What stands behind the last code is never the nearest.")
                .line("Arrays.fill(starts, -Float.MAX_VALUE);");
        if (names.vectors()) {
            body.line("float finite = 0;");
        }
        body.open("for (int s = 0; s < count; s++)")
                .line("float norm = 0;")
                .open("for (int d = 0; d < depth; d++)")
                .line("final float code = "
                        + Storage.read(type, scope.tensor(assign.codebook()), "from + (long) s * depth + d") + ";")
                .line("norm = Math.fma(code, code, norm);")
                .line("codebook[(s / PANEL * depth + d) * PANEL + s % PANEL] = code;");
        if (names.vectors()) {
            body.line("finite = Math.fma(code, 0f, finite);");
        }
        body.close().line("starts[s] = -0.5f * norm;").close();
        if (names.vectors()) {
            body.line("shared.wildCodebook" + number + "[w.g] = finite != 0;");
        }
        body.line(LapCode.keys());
        return new Text()
                .line("// Turns a codebook into panels of codes; a code's score starts at -|code|^2 / 2.")
                .open("private void codebook" + number + TASK)
                .line("group(task, w);")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    private Text assign(int number, Assign assign) {
        var scope = new Scope(names);
        var scalar = new ScalarCode(names, scope, false);
        var body = new Text();
        body.line("final int codes = " + scalar.code(assign.count(), Point.uniform(), body) + ";")
                .line("final int depth = depth_" + assign.vector().name() + ";")
                .line("final float[] codebook = shared.codebook" + number + "[w.g];")
                .line("final float[] starts = shared.starts" + number + "[w.g];");
        StageCode.thetas(body, assign.staged(), rotations);
        if (names.vectors()) {
            together(number, assign, scope, body);
        } else {
            var row = scope.worker("float[]", "row_" + assign.vector().name());
            body.open("for (int c = 0; c < count; c++)").line("int code = 0;");
            boolean guarded = guard(assign, scope, body);
            new LinePass(names, rotations, scope, false, body).key(assign.staged());
            body.line("code = search(" + row + ", 0, codebook, starts, codes, depth);");
            found(assign, new Row(row, ""), guarded, scope, body);
        }
        body.line(LapCode.keys());
        return new Text()
                .line("// Finds the codes of a stretch of keys.")
                .open("private void assign" + number + TASK)
                .line("final int stretches = Math.ceilDiv(keysBound, keyTile);")
                .line("group(task / stretches, w);")
                .line("w.firstKey = task % stretches * keyTile;")
                .line("final int count = Math.min(keyTile, keysBound - w.firstKey);")
                .lines(tables(program))
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    /// Where a key's vector lies.
    private record Row(String array, String at) {}

    /// All keys of the stretch meet a panel of codes at a time.
    private void together(int number, Assign assign, Scope scope, Text body) {
        var stride = Names.stride(assign.vector());
        var row = scope.worker("float[]", "row_" + assign.vector().name());
        var keys = scope.worker("float[]", "keys" + number);
        body.open("for (int c = 0; c < count; c++)");
        boolean guarded = guard(assign, scope, body);
        new LinePass(names, rotations, scope, false, body).key(assign.staged());
        body.line("System.arraycopy(" + row + ", 0, " + keys + ", c * " + stride + ", depth);");
        if (guarded) {
            body.orElse()
                    .line("Arrays.fill(" + keys + ", c * " + stride + ", c * " + stride + " + depth, 0);")
                    .close();
        }
        body.close()
                .line("nearest(" + keys + ", " + stride + ", count, codebook, starts, codes, depth, w);")
                .line("final boolean wild = shared.wildCodebook" + number + "[w.g];")
                .open("for (int c = 0; c < count; c++)")
                .line("int code = 0;");
        guard(assign, scope, body);
        body.line("code = wild ? -1 : best(c, codes, w);")
                .open("if (code < 0)")
                .line("code = search(" + keys + ", c * " + stride + ", codebook, starts, codes, depth);")
                .close();
        found(assign, new Row(keys, "c * " + stride + " + "), guarded, scope, body);
    }

    /// Opens what is done for keys that exist; says whether some may not.
    private boolean guard(Assign assign, Scope scope, Text body) {
        boolean guarded = !Truths.isTrue(assign.exists());
        if (guarded) {
            body.open("if (" + new ScalarCode(names, scope, false).code(assign.exists(), Point.ofKey("c"), body) + ")");
        }
        return guarded;
    }

    /// Refuses a key without a code, closes its guard and its loop, and writes its code down.
    private void found(Assign assign, Row row, boolean guarded, Scope scope, Text body) {
        body.open("if (code < 0)");
        refuse(assign, row, scope, body);
        body.close();
        if (guarded) {
            body.close();
        }
        body.line(Storage.write(
                        ElementType.I32,
                        scope.tensor(assign.table()),
                        "(long) w.g * keysBound + w.firstKey + c",
                        "code"))
                .close();
    }

    /// Names the tensor that holds the number that is not finite.
    private void refuse(Assign assign, Row row, Scope scope, Text body) {
        var scalar = new ScalarCode(names, scope, false);
        var load = assign.staged().stream()
                .filter(op -> op instanceof TileOp.Load found && found.to().equals(assign.vector()))
                .map(TileOp.Load.class::cast)
                .findFirst();
        var key = load.map(found -> place(found.tensor(), found.at(), scalar, body))
                .orElse("\"the vector of key \" + (w.firstKey + c)");
        body.line("boolean finite = true;")
                .open("for (int d = 0; d < depth; d++)")
                .line("finite &= Float.isFinite(" + row.array() + "[" + row.at() + "d]);")
                .close()
                .line("final String where = finite ? " + place(assign.codebook(), assign.at(), scalar, body) + " : "
                        + key + ";")
                .line("throw new BindException(KERNEL + \": `nearest` finds no code: \" + where")
                .line("    + \" holds NaN or a number without bound, or scores exceed f32.\"")
                .line(
                        "    + \" Cure: pass finite keys and a finite codebook, with scores `x @ c - |c|^2 / 2` that f32 can hold\");");
    }

    private static String place(String tensor, List<Value> at, ScalarCode scalar, Text before) {
        var indices = new ArrayList<String>();
        for (var index : at) {
            indices.add("(" + scalar.code(index, Point.ofKey("c"), before) + ")");
        }
        return indices.isEmpty()
                ? "\"`" + tensor + "`\""
                : "\"`" + tensor + "[\" + " + String.join(" + \", \" + ", indices) + " + \"]`\"";
    }

    /// The plain search, which tells what is no number.
    private static Text search() {
        return new Text()
                .line("// The number of the nearest code, the lowest of several; -1 where no finite score decides.")
                .open("private static int search(float[] x, int at, float[] codebook, float[] starts, int count, "
                        + "int depth)")
                .line("int best = 0;")
                .line("float greatest = Float.NEGATIVE_INFINITY;")
                .open("for (int s = 0; s < count; s++)")
                .line("float score = starts[s];")
                .open("for (int d = 0; d < depth; d++)")
                .line("score = Math.fma(x[at + d], codebook[(s / PANEL * depth + d) * PANEL + s % PANEL], score);")
                .close()
                .open("if (score != score)")
                .line("return -1;")
                .close()
                .open("if (score > greatest)")
                .line("greatest = score;")
                .line("best = s;")
                .close()
                .close()
                .line("return Float.isInfinite(greatest) ? -1 : best;")
                .close();
    }

    /// The search of many keys by panels of codes: a product, and the greatest of each lane.
    private Text nearest() {
        int vectors = names.form().vectors();
        var text = new Text()
                .line("// The greatest score of each lane and its code, for every key.")
                .open("private static void nearest(float[] keys, int row, int count, float[] codebook, float[] starts, "
                        + "int codes, int depth, Worker w)")
                .line("final float[] scores = w.codeScores;")
                .line("final float[] bestScores = w.bestScores;")
                .line("final int[] bestCodes = w.bestCodes;")
                .line("Arrays.fill(bestScores, 0, count * LANES, Float.NEGATIVE_INFINITY);")
                .line("Arrays.fill(bestCodes, 0, count * LANES, 0);")
                .open("for (int s = 0; s < codes; s += PANEL)")
                .open("for (int c = 0; c < count; c++)")
                .line("System.arraycopy(starts, s, scores, c * PANEL, PANEL);")
                .close()
                .line(MicroKernels.accumulations(names.form())
                        + ".accumulate(keys, 0, row, codebook, s * depth, scores, 0, PANEL, count, depth);")
                .open("for (int c = 0; c < count; c++)")
                .line("FloatVector greatest = FloatVector.fromArray(REALS, bestScores, c * LANES);")
                .line("IntVector best = IntVector.fromArray(INTS, bestCodes, c * LANES);");
        for (int v = 0; v < vectors; v++) {
            text.line("final FloatVector score" + v + " = FloatVector.fromArray(REALS, scores, c * PANEL + " + v
                            + " * LANES);")
                    .line("final VectorMask<Float> more" + v + " = score" + v
                            + ".compare(VectorOperators.GT, greatest);")
                    .line("greatest = greatest.blend(score" + v + ", more" + v + ");")
                    .line("best = best.blend(KEY_LANES.add(s + " + v + " * LANES), more" + v + ".cast(INTS));");
        }
        return text.line("greatest.intoArray(bestScores, c * LANES);")
                .line("best.intoArray(bestCodes, c * LANES);")
                .close()
                .close()
                .close();
    }

    /// A key's code among those of the lanes.
    private static Text best() {
        return new Text()
                .line("// The code of the greatest score, the lowest of several; -1 where no finite score is greatest.")
                .open("private static int best(int c, int codes, Worker w)")
                .line("final FloatVector greatest = FloatVector.fromArray(REALS, w.bestScores, c * LANES);")
                .line("final IntVector best = IntVector.fromArray(INTS, w.bestCodes, c * LANES);")
                .line("final float top = greatest.reduceLanes(VectorOperators.MAX);")
                .line(
                        "final int code = best.reduceLanes(VectorOperators.MIN, greatest.compare(VectorOperators.EQ, top).cast(INTS));")
                .line("return Float.isInfinite(top) || code >= codes ? -1 : code;")
                .close();
    }
}
