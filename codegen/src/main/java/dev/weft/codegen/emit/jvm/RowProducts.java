package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.ElementType;

/// Writes the products of a few rows with keys and values that are rows, in memory of the type that they are stored in.
record RowProducts(Names names) {
    /// What the method of a product is called: `dots4`, `weigh2OfF16`.
    static String method(String name, int rows, ElementType type) {
        return name + rows + (type == ElementType.F32 ? "" : "Of" + type);
    }

    /// A vector of a row as floats.
    private String vector(ElementType type, String at) {
        return switch (type) {
            case F16 -> ShortLanes.finiteHalf(names.form().lanes(), "b", at);
            case BF16 -> ShortLanes.brain(names.form().lanes(), "b", at);
            case F32 -> "FloatVector.fromMemorySegment(REALS, b, " + at + ", ByteOrder.nativeOrder())";
            case F64, I32, BOOL -> throw new IllegalStateException("weave: no row of floats from " + type);
        };
    }

    /// Products of some rows with as many keys as a vector has lanes: `rows` times fewer keys at a time, so that each
    /// vector of a key is loaded once. A lane of the sums belongs to a row and a key; parts of vectors then change
    /// places, until each vector belongs to a row.
    Text dots(int rows, ElementType type) {
        int lanes = names.form().lanes();
        int keys = lanes / rows;
        var turn = new TurnCode(names);
        var text = new Text()
                .line("// c[r][n] = a[r] · b[n] for " + rows + " rows r and " + lanes + " keys n, of " + type + ".")
                .open(
                        "private static void " + method("dots", rows, type)
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
            text.line("final FloatVector b" + n + " = " + vector(type, "at" + n + " + " + Storage.bytes(type) + "L * k")
                    + ";");
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
    Text weigh(int rows, ElementType type) {
        int vectors = names.form().vectors();
        var panel = names.form().panel();
        var bytes = Storage.bytes(type);
        var text = new Text()
                .line("// C[" + rows + "][" + panel + "] += A[" + rows + "][keys] * B[keys][" + panel + "], B of "
                        + type + " at its places.")
                .open(
                        "private static void " + method("weigh", rows, type)
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
            text.line(
                    "final FloatVector b" + v + " = " + vector(type, "at + " + v + " * " + bytes + "L * LANES") + ";");
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

    /// Whether so many sums are all finite.
    static Text finite() {
        return new Text()
                .open("private static boolean finite(float[] c, int count)")
                .line("FloatVector sum = FloatVector.zero(REALS);")
                .open("for (int n = 0; n < count; n += LANES)")
                .line("sum = FloatVector.fromArray(REALS, c, n).fma(FloatVector.zero(REALS), sum);")
                .close()
                .line("return !sum.compare(VectorOperators.NE, 0f).anyTrue();")
                .close();
    }
}
