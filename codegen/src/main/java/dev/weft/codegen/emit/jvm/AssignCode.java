package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Assign;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// Writes how keys find their codes: a codebook is turned once, so that one entry of a key meets a panel
/// of codes at a time; sums run over the entries in their order, which makes the code of a key the same
/// on every device.
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
                .line("Arrays.fill(starts, -Float.MAX_VALUE);")
                .open("for (int s = 0; s < count; s++)")
                .line("float norm = 0;")
                .open("for (int d = 0; d < depth; d++)")
                .line("final float code = "
                        + Storage.read(type, scope.tensor(assign.codebook()), "from + (long) s * depth + d") + ";")
                .line("norm = Math.fma(code, code, norm);")
                .line("codebook[(s / PANEL * depth + d) * PANEL + s % PANEL] = code;")
                .close()
                .line("starts[s] = -0.5f * norm;")
                .close()
                .line(LapCode.keys());
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
        var vector = "row_" + assign.vector().name();
        body.line("final int codes = " + scalar.code(assign.count(), Point.uniform(), body) + ";")
                .line("final int depth = depth_" + assign.vector().name() + ";")
                .line("final float[] codebook = shared.codebook" + number + "[w.g];")
                .line("final float[] starts = shared.starts" + number + "[w.g];");
        StageCode.thetas(body, assign.staged(), rotations);
        body.open("for (int c = 0; c < count; c++)").line("int code = 0;");
        var always = Truths.isTrue(assign.exists());
        if (!always) {
            body.open("if (" + scalar.code(assign.exists(), Point.ofKey("c"), body) + ")");
        }
        new LinePass(names, rotations, scope, false, body).key(assign.staged());
        var row = scope.worker("float[]", vector);
        var search = "(" + row + ", codebook, starts, codes, depth)";
        body.line("code = " + (names.vectors() ? "nearest" : "search") + search + ";");
        if (names.vectors()) {
            body.open("if (code < 0)").line("code = search" + search + ";").close();
        }
        body.open("if (code < 0)");
        refuse(assign, row, scope, body);
        body.close();
        if (!always) {
            body.close();
        }
        body.line(Storage.write(
                        ElementType.I32,
                        scope.tensor(assign.table()),
                        "(long) w.g * keysBound + w.firstKey + c",
                        "code"))
                .close()
                .line(LapCode.keys());
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

    /// Names the tensor that holds the number that is not finite.
    private void refuse(Assign assign, String row, Scope scope, Text body) {
        var scalar = new ScalarCode(names, scope, false);
        var load = assign.staged().stream()
                .filter(op -> op instanceof TileOp.Load found && found.to().equals(assign.vector()))
                .map(TileOp.Load.class::cast)
                .findFirst();
        var key = load.map(found -> place(found.tensor(), found.at(), scalar, body))
                .orElse("\"the vector of key \" + (w.firstKey + c)");
        body.line("boolean finite = true;")
                .open("for (int d = 0; d < depth; d++)")
                .line("finite &= Float.isFinite(" + row + "[d]);")
                .close()
                .line("final String where = finite ? " + place(assign.codebook(), assign.at(), scalar, body) + " : "
                        + key + ";")
                .line("throw new IllegalArgumentException(")
                .line(
                        "    KERNEL + \": `nearest` finds no code: \" + where + \" holds NaN or a number without bound\");");
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
                .open("private static int search(float[] x, float[] codebook, float[] starts, int count, int depth)")
                .line("int best = 0;")
                .line("float greatest = Float.NEGATIVE_INFINITY;")
                .open("for (int s = 0; s < count; s++)")
                .line("float score = starts[s];")
                .open("for (int d = 0; d < depth; d++)")
                .line("score = Math.fma(x[d], codebook[(s / PANEL * depth + d) * PANEL + s % PANEL], score);")
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

    /// The search by panels of codes.
    private Text nearest() {
        int vectors = names.form().vectors();
        var text = new Text()
                .line("// The same, a panel of codes at a time; -1 also where any score is not finite.")
                .open("private static int nearest(float[] x, float[] codebook, float[] starts, int count, int depth)")
                .line("FloatVector greatest = FloatVector.broadcast(REALS, Float.NEGATIVE_INFINITY);")
                .line("FloatVector wild = FloatVector.zero(REALS);")
                .line("IntVector best = IntVector.zero(INTS);")
                .open("for (int s = 0; s < count; s += PANEL)")
                .line("int at = s * depth;");
        for (int v = 0; v < vectors; v++) {
            text.line("FloatVector score" + v + " = FloatVector.fromArray(REALS, starts, s + " + v + " * LANES);");
        }
        text.open("for (int d = 0; d < depth; d++)")
                .line("final FloatVector entry = FloatVector.broadcast(REALS, x[d]);");
        for (int v = 0; v < vectors; v++) {
            text.line("score" + v + " = entry.fma(FloatVector.fromArray(REALS, codebook, at + " + v + " * LANES), score"
                    + v + ");");
        }
        text.line("at += PANEL;").close();
        for (int v = 0; v < vectors; v++) {
            var more = "more" + v;
            text.line("wild = score" + v + ".fma(FloatVector.zero(REALS), wild);")
                    .line("final VectorMask<Float> " + more + " = score" + v
                            + ".compare(VectorOperators.GT, greatest);")
                    .line("greatest = greatest.blend(score" + v + ", " + more + ");")
                    .line("best = best.blend(KEY_LANES.add(s + " + v + " * LANES), " + more + ".cast(INTS));");
        }
        return text.close()
                .open("if (wild.compare(VectorOperators.NE, 0f).anyTrue())")
                .line("return -1;")
                .close()
                .line("final float top = greatest.reduceLanes(VectorOperators.MAX);")
                .line(
                        "return best.reduceLanes(VectorOperators.MIN, greatest.compare(VectorOperators.EQ, top).cast(INTS));")
                .close();
    }
}
