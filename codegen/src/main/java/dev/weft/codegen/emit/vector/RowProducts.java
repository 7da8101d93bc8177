package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import java.util.ArrayList;
import java.util.List;

/// Writes the products of a few rows with keys and values that are rows, in memory of the type that they
/// are stored in.
record RowProducts(JvmForm form, RowType type) {
    /// What the code's reader must know.
    static final String CONVENTIONS = """
            A product's left side and its sums are rows of arrays, `aRow` and `cRow` elements apart. Its right side is rows
            in memory: `places` says where in `b` each begins, in bytes.
            """;

    /// Products of rows with rows.
    List<Text> dots() {
        var methods = new ArrayList<>(List.of(allDots()));
        for (int rows : MicroKernels.rowBlocks(form)) {
            methods.add(dots(rows));
        }
        return methods;
    }

    /// Sums of weighted rows.
    List<Text> weigh() {
        var methods = new ArrayList<>(List.of(allWeighed()));
        for (int rows : MicroKernels.rowBlocks(form)) {
            methods.add(weigh(rows));
        }
        return methods;
    }

    /// A vector of a row as floats.
    private String vector(String at) {
        return switch (type) {
            case F16 -> ShortLanes.finiteHalf(form.lanes(), "b", at);
            case BF16 -> ShortLanes.brain(form.lanes(), "b", at);
            case F32 -> "FloatVector.fromMemorySegment(REALS, b, " + at + ", ByteOrder.nativeOrder())";
        };
    }

    private Text allDots() {
        var text = new Text()
                .line(
                        "// c[r][n] = a[r] · b[n] for all rows r and as many keys n, from `first` on, as a vector has lanes. `sums`")
                .line("// has room for as many vectors as the largest block has rows.")
                .open(
                        "public static void dots(float[] a, int aAt, int aRow, MemorySegment b, long[] places, int first, "
                                + "float[] c, int cAt, int cRow, float[] sums, int rows, int depth)");
        return blocks(
                text, "dots", "(a, aAt + r * aRow, aRow, b, places, first, c, cAt + r * cRow, cRow, sums, depth)");
    }

    private Text allWeighed() {
        var text = new Text()
                .line(
                        "// C[rows][PANEL] += A[rows][keys] * B[keys][PANEL], from key `first` and column `column` of B on.")
                .open(
                        "public static void weigh(float[] a, int aAt, int aRow, MemorySegment b, long[] places, int first, "
                                + "int keys, long column, float[] c, int cAt, int cRow, int rows)");
        return blocks(
                text, "weigh", "(a, aAt + r * aRow, aRow, b, places, first, keys, column, c, cAt + r * cRow, cRow)");
    }

    private Text blocks(Text text, String kernel, String arguments) {
        return PanelProducts.blocks(text, MicroKernels.rowBlocks(form), kernel, arguments)
                .close();
    }

    /// Products of some rows with as many keys as a vector has lanes: `rows` times fewer keys at a time,
    /// so that each vector of a key is loaded once. A lane of the sums belongs to a row and a key; parts
    /// of vectors then change places, until each vector belongs to a row.
    private Text dots(int rows) {
        int lanes = form.lanes();
        int keys = lanes / rows;
        var turn = new Transposition(form);
        var text = new Text()
                .line("// c[r][n] = a[r] · b[n] for " + rows + " rows r and " + lanes + " keys n, of " + type.title()
                        + ".")
                .open(
                        "private static void dots" + rows
                                + "(float[] a, int aAt, int aRow, MemorySegment b, long[] places, int first, float[] c, int cAt, int cRow, float[] sums, int depth)")
                .open("for (int g = 0; g < " + rows + "; g++)");
        for (int n = 0; n < keys; n++) {
            text.line("final long at" + n + " = places[first + g * " + keys + " + " + n + "];");
        }
        for (int n = 0; n < lanes; n++) {
            text.line("FloatVector x" + n + " = FloatVector.zero(REALS);");
        }
        text.open("for (int k = 0; k < depth; k += LANES)");
        for (int r = 0; r < rows; r++) {
            text.line("final FloatVector a" + r + " = FloatVector.fromArray(REALS, a, aAt + " + r + " * aRow + k);");
        }
        for (int n = 0; n < keys; n++) {
            text.line("final FloatVector b" + n + " = " + vector("at" + n + " + " + type.bytes() + "L * k") + ";");
            for (int r = 0; r < rows; r++) {
                var x = "x" + (r * keys + n);
                text.line(x + " = a" + r + ".fma(b" + n + ", " + x + ");");
            }
        }
        text.close();
        turn.addUp(text);
        text.line("x0.intoArray(sums, g * LANES);").close();
        for (int r = 0; r < rows; r++) {
            text.line("FloatVector x" + r + " = FloatVector.fromArray(REALS, sums, " + r + " * LANES);");
        }
        turn.exchange(text, rows, keys);
        for (int r = 0; r < rows; r++) {
            text.line("x" + r + ".intoArray(c, cAt + " + r + " * cRow);");
        }
        return text.close();
    }

    /// Adds weighted values to some rows of a panel.
    private Text weigh(int rows) {
        int vectors = form.vectors();
        var panel = form.panel();
        var bytes = type.bytes();
        var text = new Text()
                .line("// C[" + rows + "][" + panel + "] += A[" + rows + "][keys] * B[keys][" + panel + "], B of "
                        + type.title() + " at its places.")
                .open(
                        "private static void weigh" + rows
                                + "(float[] a, int aAt, int aRow, MemorySegment b, long[] places, int first, int keys, long column, float[] c, int cAt, int cRow)");
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                text.line("FloatVector c" + r + v + " = FloatVector.fromArray(REALS, c, cAt + " + r + " * cRow + " + v
                        + " * LANES);");
            }
        }
        text.open("for (int k = 0; k < keys; k++)")
                .line("final long at = places[first + k] + " + bytes + "L * column;");
        for (int v = 0; v < vectors; v++) {
            text.line("final FloatVector b" + v + " = " + vector("at + " + v + " * " + bytes + "L * LANES") + ";");
        }
        for (int r = 0; r < rows; r++) {
            text.line("final FloatVector a" + r + " = FloatVector.broadcast(REALS, a[aAt + " + r + " * aRow + k]);");
            for (int v = 0; v < vectors; v++) {
                text.line("c" + r + v + " = a" + r + ".fma(b" + v + ", c" + r + v + ");");
            }
        }
        text.close();
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                text.line("c" + r + v + ".intoArray(c, cAt + " + r + " * cRow + " + v + " * LANES);");
            }
        }
        return text.close();
    }
}
