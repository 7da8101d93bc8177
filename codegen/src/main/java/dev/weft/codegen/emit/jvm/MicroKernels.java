package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import java.util.function.IntFunction;

/// Writes matrix products: micro-kernels whose accumulators are locals, and the loops over rows that call
/// them.
///
/// All products have one form: `C[r][n] (+)= sum over k of A[r][k] * B[k][n]`, A row by row, B in panels of
/// `PANEL` columns.
record MicroKernels(Names names) {
    /// A micro-kernel over `rows` rows and one panel.
    Text method(int rows, boolean accumulate) {
        return names.vectors()
                ? vectors(name(rows, accumulate), rows, names.form().vectors(), accumulate)
                : loops(accumulate);
    }

    /// A micro-kernel over `rows` rows and the first vector of a panel, for matrices that have no more
    /// columns.
    Text narrow(int rows) {
        return vectors(narrowName(rows), rows, 1, false);
    }

    private static String narrowName(int rows) {
        return "narrow" + rows;
    }

    static String name(int rows, boolean accumulate) {
        return (accumulate ? "accumulate" : "product") + rows;
    }

    private String head(String name) {
        var array = names.real() + "[]";
        return "private static void " + name + "(" + array + " a, int aAt, int aRow, " + array + " b, int bAt, " + array
                + " c, int cAt, int cRow, int depth)";
    }

    private Text vectors(String name, int rows, int vectors, boolean accumulate) {
        int columns = vectors * names.form().lanes();
        var text = new Text()
                .line("// C[" + rows + "][" + columns + "] " + (accumulate ? "+=" : "=") + " A[" + rows
                        + "][depth] * B[depth][" + columns + "]: the block stays in registers.")
                .open(head(name));
        for (int r = 0; r < rows; r++) {
            text.line("final int a" + r + "At = aAt" + (r == 0 ? "" : " + " + r + " * aRow") + ";");
        }
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                text.line("FloatVector c" + r + v + " = "
                        + (accumulate
                                ? "FloatVector.fromArray(REALS, c, " + place(r, v) + ")"
                                : "FloatVector.zero(REALS)")
                        + ";");
            }
        }
        text.open("for (int k = 0; k < depth; k++)");
        for (int v = 0; v < vectors; v++) {
            text.line("FloatVector b" + v + " = FloatVector.fromArray(REALS, b, bAt + k * PANEL" + lanes(v) + ");");
        }
        for (int r = 0; r < rows; r++) {
            text.line("FloatVector a" + r + " = FloatVector.broadcast(REALS, a[a" + r + "At + k]);");
            for (int v = 0; v < vectors; v++) {
                text.line("c" + r + v + " = a" + r + ".fma(b" + v + ", c" + r + v + ");");
            }
        }
        text.close();
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
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

    /// Sums up in an array of its own, `line`: C2 makes vectors of a loop over arrays that all have the
    /// same index, and of none that reads at different distances. Four terms at a time, so that the sums
    /// are loaded and stored less often.
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

    /// Calls the micro-kernels for all rows, the largest blocks first.
    void calls(Text text, Scope scope, boolean accumulate, Call call) {
        if (!names.vectors()) {
            var line = scope.worker(names.real() + "[]", "line");
            text.open("for (int r = 0; r < rows; r++)")
                    .line(name(1, accumulate) + call.plain(line))
                    .close();
            return;
        }
        blocks(text, block -> name(block, accumulate), call);
    }

    private void blocks(Text text, IntFunction<String> kernel, Call call) {
        text.line("int r = 0;");
        for (int block : names.form().rowBlocks()) {
            text.open("for (; r <= rows - " + block + "; r += " + block + ")")
                    .line(kernel.apply(block) + call.vectors())
                    .close();
        }
    }

    /// The method for a whole product: `C[r][n] = sum over k of A[r][k] * B[k][n]` for all `columns`;
    /// what C has behind them is undefined.
    Text multiply() {
        var scope = new Scope(names);
        var array = names.real() + "[]";
        var call =
                new Call("a", "aAt + r * aRow", "aRow", "b", "n * depth", "c", "cAt + r * cRow + n", "cRow", "depth");
        var body = new Text().open("for (int n = 0; n < columns; n += PANEL)");
        if (names.vectors()) {
            body.open("if (columns - n <= LANES)");
            blocks(body, MicroKernels::narrowName, call);
            body.line("return;").close();
        }
        calls(body, scope, false, call);
        return new Text()
                .line("// C[rows][columns] = A[rows][depth] * B, B in panels.")
                .open("private void multiply(" + array + " a, int aAt, int aRow, " + names.panels() + " b, " + array
                        + " c, int cAt, int cRow, int rows, int depth, int columns, Worker w)")
                .lines(scope.prologue())
                .lines(body.close().toString())
                .close();
    }

    /// What a micro-kernel is called with.
    record Call(
            String a, String aAt, String aRow, String b, String bAt, String c, String cAt, String cRow, String depth) {
        String vectors() {
            return "(" + String.join(", ", a, aAt, aRow, b, bAt, c, cAt, cRow, depth) + ");";
        }

        String plain(String line) {
            return "(" + String.join(", ", a, aAt, b, bAt, c, cAt, depth, line) + ");";
        }
    }
}
