package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.TileOp;

/// Writes matrix products: micro-kernels whose accumulators are locals, and the loops that call them.
///
/// Both products have one form: `C[r][n] (+)= sum over k of A[r][k] * B[k][n]`, A row by row, B in panels of `PANEL`
/// columns.
record DotCode(Names names, FewRows fewRows) {

    /// A micro-kernel over `rows` rows and one panel.
    Text microKernel(int rows, boolean accumulate) {
        return names.vectors() ? vectors(rows, accumulate) : loops(accumulate);
    }

    static String name(int rows, boolean accumulate) {
        return (accumulate ? "accumulate" : "product") + rows;
    }

    private String head(int rows, boolean accumulate) {
        var array = names.real() + "[]";
        return "private static void " + name(rows, accumulate) + "(" + array + " a, int aAt, int aRow, " + array
                + " b, int bAt, " + array + " c, int cAt, int cRow, int depth)";
    }

    private Text vectors(int rows, boolean accumulate) {
        var form = names.form();
        var text = new Text()
                .line("// C[" + rows + "][" + form.panel() + "] " + (accumulate ? "+=" : "=") + " A[" + rows
                        + "][depth] * B[depth][" + form.panel() + "]: the block stays in registers.")
                .open(head(rows, accumulate));
        for (int r = 0; r < rows; r++) {
            text.line("final int a" + r + "At = aAt" + (r == 0 ? "" : " + " + r + " * aRow") + ";");
        }
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < form.vectors(); v++) {
                text.line("FloatVector c" + r + v + " = "
                        + (accumulate
                                ? "FloatVector.fromArray(REALS, c, " + place(r, v) + ")"
                                : "FloatVector.zero(REALS)")
                        + ";");
            }
        }
        text.open("for (int k = 0; k < depth; k++)");
        for (int v = 0; v < form.vectors(); v++) {
            text.line("FloatVector b" + v + " = FloatVector.fromArray(REALS, b, bAt + k * PANEL" + lanes(v) + ");");
        }
        for (int r = 0; r < rows; r++) {
            text.line("FloatVector a" + r + " = FloatVector.broadcast(REALS, a[a" + r + "At + k]);");
            for (int v = 0; v < form.vectors(); v++) {
                text.line("c" + r + v + " = a" + r + ".fma(b" + v + ", c" + r + v + ");");
            }
        }
        text.close();
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < form.vectors(); v++) {
                text.line("c" + r + v + ".intoArray(c, " + place(r, v) + ");");
            }
        }
        return text.close();
    }

    private static String place(int row, int vector) {
        return "cAt" + (row == 0 ? "" : " + " + row + " * cRow") + lanes(vector);
    }

    private static String lanes(int vector) {
        return vector == 0 ? "" : vector == 1 ? " + LANES" : " + " + vector + " * LANES";
    }

    /// Sums up in an array of its own, `line`: C2 makes vectors of a loop over arrays that all have the same
    /// index, and of none that reads at different distances. Four terms at a time, so that the sums are loaded and
    /// stored less often.
    private Text loops(boolean accumulate) {
        var real = names.real();
        var text = new Text()
                .line("// C[PANEL] " + (accumulate ? "+=" : "=") + " A[depth] * B[depth][PANEL].")
                .open("private static void " + name(1, accumulate) + "(" + real + "[] a, int aAt, " + real
                        + "[][] b, int bAt, " + real + "[] c, int cAt, int depth, " + real + "[] line)");
        text.line(
                accumulate
                        ? "System.arraycopy(c, cAt, line, 0, PANEL);"
                        : "for (int n = 0; n < PANEL; n++) {\n  line[n] = 0;\n}");
        text.line("int k = 0;").open("for (; k <= depth - 4; k += 4)");
        for (int n = 0; n < 4; n++) {
            text.line("final " + real + " x" + n + " = a[aAt + k + " + n + "];")
                    .line("final " + real + "[] b" + n + " = b[bAt / PANEL + k + " + n + "];");
        }
        text.open("for (int n = 0; n < PANEL; n++)")
                .line("line[n] += x0 * b0[n] + x1 * b1[n] + x2 * b2[n] + x3 * b3[n];")
                .close()
                .close()
                .open("for (; k < depth; k++)")
                .line("final " + real + " x = a[aAt + k];")
                .line("final " + real + "[] b0 = b[bAt / PANEL + k];")
                .open("for (int n = 0; n < PANEL; n++)")
                .line("line[n] += x * b0[n];")
                .close()
                .close();
        return text.line("System.arraycopy(line, 0, c, cAt, PANEL);").close();
    }

    /// The body of the method for one product of tiles.
    Text product(TileOp.Dot dot, Scope scope) {
        return dot.to().columns() instanceof Span.Keys ? scores(dot, scope) : values(dot, scope);
    }

    private Text scores(TileOp.Dot dot, Scope scope) {
        var array = names.real() + "[]";
        var a = scope.worker(array, Names.tile(dot.left()));
        var b = scope.worker(names.panels(), "turned_" + dot.right().name());
        var bAt = scope.worker("int", "turnedAt_" + dot.right().name());
        var c = scope.worker(array, Names.tile(dot.to()));
        var stride = Names.stride(dot.left());
        var depth = "depth_" + dot.right().name();
        var text = new Text().line("final int rows = w.rows;").line("final int to = w.to;");
        if (names.vectors()) {
            fewRows.scores(dot, scope, text);
        }
        text.open("for (int n = w.from / PANEL * PANEL; n < to; n += PANEL)");
        blocks(
                text,
                scope,
                false,
                new Call(a, "r * " + stride, stride, b, bAt + " + n * " + depth, c, "r * keyRow + n", "keyRow", depth));
        return text.close();
    }

    private Text values(TileOp.Dot dot, Scope scope) {
        var array = names.real() + "[]";
        var right = dot.right().name();
        var a = scope.worker(array, Names.tile(dot.left()));
        var b = scope.worker(names.panels(), "panels_" + right);
        var bAt = scope.worker("int", "panelsAt_" + right);
        var length = scope.worker("int", "panelsLength_" + right);
        var c = scope.worker(array, Names.tile(dot.to()));
        var stride = Names.stride(dot.to());
        var text = new Text()
                .line("final int rows = w.rows;")
                .line("final int from = w.from;")
                .line("final int keys = w.to - from;")
                .line("final int first = " + bAt + " + from * PANEL;");
        var point = Point.ofRow("r").withKey("(from + k)");
        if (names.vectors()) {
            fewRows.values(dot, scope, text);
        }
        text.line("// 0 times a value that is no number is no number: here a loop skips the pairs that do not count.")
                .open("if (w.wild_" + right + ")")
                .open("for (int r = 0; r < rows; r++)")
                .open("for (int k = 0; k < keys; k++)")
                .line("final " + names.real() + " x = " + a + "[r * keyRow + from + k];");
        var counts = new ScalarCode(names, scope, false).operand(dot.counts(), point, text);
        text.open("if (x != 0 || " + counts + ")")
                .open("for (int e = 0; e < " + stride + "; e++)")
                .line(c + "[r * " + stride + " + e] += x * "
                        + names.inPanels(b, "first + e / PANEL * " + length + " + k * PANEL + e % PANEL") + ";")
                .close()
                .close()
                .close()
                .close()
                .line("return;")
                .close();
        text.open("for (int n = 0; n < " + stride + "; n += PANEL)");
        blocks(
                text,
                scope,
                true,
                new Call(
                        a,
                        "r * keyRow + from",
                        "keyRow",
                        b,
                        "first + n / PANEL * " + length,
                        c,
                        "r * " + stride + " + n",
                        stride,
                        "keys"));
        return text.close();
    }

    /// Calls the micro-kernels for all rows, the largest blocks first.
    private void blocks(Text text, Scope scope, boolean accumulate, Call call) {
        if (!names.vectors()) {
            var line = scope.worker(names.real() + "[]", "line");
            text.open("for (int r = 0; r < rows; r++)")
                    .line(name(1, accumulate) + call.plain(line))
                    .close();
            return;
        }
        text.line("int r = 0;");
        for (int block : names.form().rowBlocks()) {
            text.open("for (; r <= rows - " + block + "; r += " + block + ")")
                    .line(name(block, accumulate) + call.vectors())
                    .close();
        }
    }

    /// What a micro-kernel is called with.
    private record Call(
            String a, String aAt, String aRow, String b, String bAt, String c, String cAt, String cRow, String depth) {
        String vectors() {
            return "(" + String.join(", ", a, aAt, aRow, b, bAt, c, cAt, cRow, depth) + ");";
        }

        String plain(String line) {
            return "(" + String.join(", ", a, aAt, b, bAt, c, cAt, depth, line) + ");";
        }
    }
}
