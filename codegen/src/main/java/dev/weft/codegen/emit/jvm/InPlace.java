package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import java.util.List;

/// Writes how few rows meet keys and values where they lie: a plan that does little with each of them, as in decoding,
/// is
/// as fast as memory only if it reads them once and copies nothing. It takes keys and values that are f32 and nothing
/// but
/// loaded; pages and any other order of keys are welcome, since each key's place is noted.
final class InPlace {
    private final Names names;
    private final Tiles tiles;
    private final List<TileOp.Load> loads;

    InPlace(Names names, Tiles tiles) {
        this.names = names;
        this.tiles = tiles;
        this.loads = loads(names, tiles);
    }

    /// What a kernel loads for each key; nothing if it does more with them than read them.
    private static List<TileOp.Load> loads(Names names, Tiles tiles) {
        var loops = names.program().operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .map(TileOp.Loop.class::cast)
                .toList();
        boolean able = names.vectors()
                && loops.size() == 1
                && loops.getFirst().staged().stream().allMatch(op -> able(names, op))
                && tiles.mapped().isEmpty();
        return able
                ? loops.getFirst().staged().stream()
                        .map(TileOp.Load.class::cast)
                        .toList()
                : List.of();
    }

    private static boolean able(Names names, TileOp op) {
        return op instanceof TileOp.Load load && names.tensor(load.tensor()).type() == ElementType.F32;
    }

    /// Whether the kernel has this way of reading at all.
    boolean possible() {
        return !loads.isEmpty();
    }

    /// When it is taken: vectors must end where rows do.
    String when() {
        var whole = new StringBuilder("lined");
        for (var load : loads) {
            whole.append(" && depth_").append(load.to().name()).append(" % ");
            whole.append(tiles.panels().contains(load.to()) ? "PANEL" : "LANES").append(" == 0");
        }
        return whole.toString();
    }

    static String places(Tile tile) {
        return "places_" + tile.name();
    }

    List<Tile> placed() {
        return loads.stream().map(TileOp.Load::to).toList();
    }

    /// Notes where the keys of a tile lie, unless one of them does not exist. Behind the last key its place is
    /// repeated,
    /// up to a whole vector of keys.
    void note(Scope scope, LinePass pass, Text text) {
        text.line("w.placed = inPlace;").open("for (int c = 0; c < count && w.placed; c++)");
        for (var load : loads) {
            pass.place(load, scope.worker("long[]", places(load.to())), text);
        }
        text.close().open("if (w.placed)").open("for (int c = count; c % LANES != 0; c++)");
        for (var load : loads) {
            var places = places(load.to());
            text.line(places + "[c] = " + places + "[count - 1];");
        }
        text.close().line("return;").close();
    }

    /// Products of one row with as many keys as a vector has lanes.
    Text dots() {
        int lanes = names.form().lanes();
        var text = new Text()
                .line("// c[n] = a · b[n] for " + lanes + " keys n at their places, counted in bytes.")
                .open(
                        "private static void dotsInPlace(float[] a, int aAt, MemorySegment b, long[] places, int first, float[] c, int cAt, int depth)");
        for (int n = 0; n < lanes; n++) {
            text.line("final long at" + n + " = places[first" + (n == 0 ? "" : " + " + n) + "];");
        }
        for (int n = 0; n < lanes; n++) {
            text.line("FloatVector x" + n + " = FloatVector.zero(REALS);");
        }
        text.open("for (int k = 0; k < depth; k += LANES)")
                .line("final FloatVector q = FloatVector.fromArray(REALS, a, aAt + k);");
        for (int n = 0; n < lanes; n++) {
            text.line("x" + n + " = q.fma(" + vector("b", "at" + n + " + 4L * k") + ", x" + n + ");");
        }
        text.close();
        new TurnCode(names).addUp(text);
        return text.line("x0.intoArray(c, cAt);").close();
    }

    private static String vector(String segment, String at) {
        return "FloatVector.fromMemorySegment(REALS, " + segment + ", " + at + ", ByteOrder.nativeOrder())";
    }

    /// Adds weighted values to some rows of a panel.
    Text weigh(int rows) {
        int vectors = names.form().vectors();
        var text = new Text()
                .line("// C[" + rows + "][" + names.form().panel() + "] += A[" + rows + "][keys] * B[keys]["
                        + names.form().panel() + "], with B's rows at their places, counted in bytes.")
                .open(
                        "private static void weighInPlace" + rows
                                + "(float[] a, int aAt, int aRow, MemorySegment b, long[] places, int first, int keys, long column, float[] c, int cAt, int cRow)");
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                text.line("FloatVector c" + r + v + " = FloatVector.fromArray(REALS, c, cAt + " + r + " * cRow + " + v
                        + " * LANES);");
            }
        }
        text.open("for (int k = 0; k < keys; k++)").line("final long at = places[first + k] + 4L * column;");
        for (int v = 0; v < vectors; v++) {
            text.line("final FloatVector b" + v + " = " + vector("b", "at + " + v + " * 4L * LANES") + ";");
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

    /// Blocks of rows that [#weigh] is written for, the largest first.
    List<Integer> rowBlocks() {
        return names.form().rowBlocks().stream().filter(rows -> rows <= 4).toList();
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

    /// In the method of a product with keys: how it is done in place.
    void scores(TileOp.Dot dot, Scope scope, Text text) {
        var places = scope.worker("long[]", places(dot.right()));
        text.open("if (w.placed)")
                .open("for (int n = w.from / LANES * LANES; n < to; n += LANES)")
                .open("for (int r = 0; r < rows; r++)")
                .line("dotsInPlace(" + Names.tile(dot.left()) + ", r * " + Names.stride(dot.left()) + ", "
                        + scope.tensor(tensor(dot.right())) + ", " + places + ", n, " + Names.tile(dot.to())
                        + ", r * keyRow + n, depth_" + dot.right().name() + ");")
                .close()
                .close()
                .line("return;")
                .close();
    }

    /// In the method of a product with values. 0 times a value that is no number is no number: where the sums say that
    /// there is one, they are made again from the pairs that count.
    ///
    /// @param counts whether the pair of row `r` and key `from + k` counts, as Java
    void values(TileOp.Dot dot, Scope scope, String counts, Text text) {
        var places = scope.worker("long[]", places(dot.right()));
        var kept = scope.worker("float[]", "kept_" + dot.to().name());
        var a = Names.tile(dot.left());
        var c = Names.tile(dot.to());
        var stride = Names.stride(dot.to());
        var segment = scope.tensor(tensor(dot.right()));
        text.open("if (w.placed)")
                .line("System.arraycopy(" + c + ", 0, " + kept + ", 0, rows * " + stride + ");")
                .open("for (int n = 0; n < " + stride + "; n += PANEL)")
                .line("int r = 0;");
        for (int block : rowBlocks()) {
            text.open("for (; r <= rows - " + block + "; r += " + block + ")")
                    .line("weighInPlace" + block + "(" + a + ", r * keyRow + from, keyRow, " + segment + ", " + places
                            + ", from, keys, n, " + c + ", r * " + stride + " + n, " + stride + ");")
                    .close();
        }
        text.close()
                .open("if (!finite(" + c + ", rows * " + stride + "))")
                .line("System.arraycopy(" + kept + ", 0, " + c + ", 0, rows * " + stride + ");")
                .open("for (int r = 0; r < rows; r++)")
                .open("for (int k = 0; k < keys; k++)")
                .line("final float x = " + a + "[r * keyRow + from + k];")
                .open("if (x != 0 || " + counts + ")")
                .open("for (int e = 0; e < " + stride + "; e++)")
                .line(c + "[r * " + stride + " + e] += x * " + segment + ".get(ValueLayout.JAVA_FLOAT, " + places
                        + "[from + k] + 4L * e);")
                .close()
                .close()
                .close()
                .close()
                .close()
                .line("return;")
                .close();
    }

    private String tensor(Tile tile) {
        return loads.stream()
                .filter(load -> load.to().equals(tile))
                .map(TileOp.Load::tensor)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("weave: " + tile.name() + " is not loaded"));
    }
}
