package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import java.util.ArrayList;
import java.util.List;

/// Writes products with matrices in panels: micro-kernels whose accumulators are locals, and the loops
/// over rows that call them.
record PanelProducts(JvmForm form) {
    /// What the code's reader must know.
    static final String CONVENTIONS = """
            All have one form: `C[r][n] (+)= sum over k of A[r][k] * B[k][n]`. A and C lie row by row, `aRow` and `cRow`
            elements apart; B lies in panels of PANEL columns, each row by row, one panel after the other.
            """;

    /// The same of products with one column for each lane.
    static final String COLUMNS = """
            All have one form: `C[r][n] = sum over k of A[r][k] * B[k][n]`, for one column n of each lane. A and C lie row by
            row, `aRow` and `cRow` elements apart; between the rows of B is nothing.
            """;

    private static final String A = "float[] a, int aAt, int aRow, float[] b, ";
    private static final String C = "float[] c, int cAt, int cRow, ";

    /// `C = A B`, B being one panel.
    List<Text> products() {
        return panel("product", "C[rows][PANEL] = A[rows][depth] * B[depth][PANEL]", false);
    }

    /// `C += A B`, B being one panel.
    List<Text> accumulations() {
        return panel("accumulate", "C[rows][PANEL] += A[rows][depth] * B[depth][PANEL]", true);
    }

    private List<Text> panel(String kernel, String what, boolean accumulate) {
        var methods = new ArrayList<>(List.of(rows("public", kernel, what)));
        for (int rows : form.rowBlocks()) {
            methods.add(vectors(kernel + rows, rows, form.vectors(), accumulate));
        }
        return methods;
    }

    /// `C = A B`, B being as many panels as it needs, the last of which may be narrow.
    List<Text> matrices() {
        var methods = new ArrayList<>(
                List.of(multiply(), rows("private", "narrow", "C[rows][LANES] = A[rows][depth] * B[depth][LANES]")));
        for (int rows : form.rowBlocks()) {
            methods.add(vectors("narrow" + rows, rows, 1, false));
        }
        return methods;
    }

    /// `C = A B`, B having one column for each lane, and nothing between its rows.
    List<Text> columns() {
        var methods = new ArrayList<>(
                List.of(rows("public", "multiply", "C[rows][LANES] = A[rows][depth] * B[depth][LANES]")));
        for (int rows : form.rowBlocks()) {
            methods.add(vectors("multiply" + rows, rows, 1, false, "LANES"));
        }
        return methods;
    }

    /// Calls the micro-kernels for all rows, the largest blocks first.
    private Text rows(String access, String kernel, String what) {
        var text = new Text()
                .line("// " + what + ".")
                .open(access + " static void " + kernel + "(" + A + "int bAt, " + C + "int rows, int depth)");
        return blocks(
                        text,
                        form.rowBlocks(),
                        kernel,
                        "(a, aAt + r * aRow, aRow, b, bAt, c, cAt + r * cRow, cRow, depth)")
                .close();
    }

    static Text blocks(Text text, List<Integer> blocks, String kernel, String arguments) {
        text.line("int r = 0;");
        for (int block : blocks) {
            text.open("for (; r <= rows - " + block + "; r += " + block + ")")
                    .line(kernel + block + arguments + ";")
                    .close();
        }
        return text;
    }

    private Text multiply() {
        return new Text()
                .line("// C[rows][columns] = A[rows][depth] * B; what C has behind its columns is undefined.")
                .open("public static void multiply(" + A + C + "int rows, int depth, int columns)")
                .open("for (int n = 0; n < columns; n += PANEL)")
                .open("if (columns - n <= LANES)")
                .line("narrow(a, aAt, aRow, b, n * depth, c, cAt + n, cRow, rows, depth);")
                .orElse()
                .line(MicroKernels.products(form)
                        + ".product(a, aAt, aRow, b, n * depth, c, cAt + n, cRow, rows, depth);")
                .close()
                .close()
                .close();
    }

    private Text vectors(String name, int rows, int vectors, boolean accumulate) {
        return vectors(name, rows, vectors, accumulate, "PANEL");
    }

    /// A block of a product. The loop counts places in A's first row, so that addresses need no register for where
    /// that row begins: with one more C2 keeps an address in a vector register, and a block of 6 x 64 loses 4 % of
    /// its speed.
    ///
    /// @param bRow how far the rows of B are apart
    private Text vectors(String name, int rows, int vectors, boolean accumulate, String bRow) {
        int columns = vectors * form.lanes();
        var text = new Text()
                .line("// C[" + rows + "][" + columns + "] " + (accumulate ? "+=" : "=") + " A[" + rows
                        + "][depth] * B[depth][" + columns + "]: the block stays in registers.")
                .open("private static void " + name + "(" + A + "int bAt, " + C + "int depth)");
        for (int r = 1; r < rows; r++) {
            text.line("final int a" + r + "At = " + r + " * aRow;");
        }
        text.line("final int end = aAt + depth;").line("final int bFrom = bAt - aAt * " + bRow + ";");
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                text.line("FloatVector c" + r + v + " = "
                        + (accumulate
                                ? "FloatVector.fromArray(REALS, c, " + place(r, v) + ")"
                                : "FloatVector.zero(REALS)")
                        + ";");
            }
        }
        text.open("for (int k = aAt; k < end; k++)");
        for (int v = 0; v < vectors; v++) {
            text.line("FloatVector b" + v + " = FloatVector.fromArray(REALS, b, bFrom + k * " + bRow + lanes(v) + ");");
        }
        for (int r = 0; r < rows; r++) {
            var at = r == 0 ? "k" : "k + a" + r + "At";
            text.line("FloatVector a" + r + " = FloatVector.broadcast(REALS, a[" + at + "]);");
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
}
