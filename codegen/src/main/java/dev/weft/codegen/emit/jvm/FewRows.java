package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.vector.MicroKernels;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.List;
import java.util.function.Function;

/// Writes how few rows meet keys and values, as in decoding. Each key then serves a handful of products,
/// and a kernel is at best as fast as memory: nothing is transposed. Keys and values stay rows, `places`
/// says where in `rows` each begins, in bytes, and a product keeps as many sums in registers as there are
/// rows times keys.
///
/// Where keys and values are nothing but loaded, they are read where they lie, pages too; f16 and bf16
/// become f32 in registers. Otherwise each key is staged as f32 in memory of the worker's own, a row
/// after the other.
final class FewRows {
    private final Names names;
    private final Tiles tiles;
    private final List<TileOp.Load> loads;

    FewRows(TileProgram program, Names names, Tiles tiles) {
        this.names = names;
        this.tiles = tiles;
        this.loads = loads(program, names, tiles);
    }

    /// What a kernel loads for each key; nothing if it does more with them than read them.
    private static List<TileOp.Load> loads(TileProgram program, Names names, Tiles tiles) {
        var loops = program.operations().stream()
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
        return op instanceof TileOp.Load load
                && Storage.isFloats(names.tensor(load.tensor()).type());
    }

    /// Whether the kernel can read keys and values as they lie.
    boolean inPlace() {
        return !loads.isEmpty();
    }

    /// When it does: vectors must end where rows do.
    String inPlaceWhen() {
        var whole = new StringBuilder("few");
        for (var load : loads) {
            whole.append(" && depth_").append(load.to().name()).append(" % ");
            whole.append(tiles.panels().contains(load.to()) ? "PANEL" : "LANES").append(" == 0");
        }
        return whole.toString();
    }

    /// The tiles that products read in rows.
    List<Tile> tiles() {
        return names.vectors() ? List.copyOf(tiles.factors()) : List.of();
    }

    static String rows(Tile tile) {
        return "rows_" + tile.name();
    }

    static String places(Tile tile) {
        return "places_" + tile.name();
    }

    static String ownRows(Tile tile) {
        return "own_" + tile.name();
    }

    static String ownPlaces(Tile tile) {
        return "ownPlaces_" + tile.name();
    }

    static String noted(Tile tile) {
        return "noted_" + tile.name();
    }

    /// Where the rows lie if they are read as they are, the tiles that are noted.
    List<Tile> noted() {
        return loads.stream().map(TileOp.Load::to).toList();
    }

    /// Notes where the keys of a tile lie, unless one of them does not exist. Behind the last key its
    /// place is repeated, up to a whole vector of keys.
    void note(Scope scope, Text text) {
        var each = new Text().open("for (int c = 0; c < count && all; c++)");
        var tensors = new TensorRows(names, scope, Point.ofKey("c"), each);
        for (var load : loads) {
            tensors.note(load, scope.worker("long[]", noted(load.to())), text);
        }
        text.line("boolean all = inPlace;")
                .lines(each.close().toString())
                .open("if (all)")
                .open("for (int c = count; c % LANES != 0; c++)");
        for (var load : loads) {
            var noted = noted(load.to());
            text.line(noted + "[c] = " + noted + "[count - 1];");
        }
        text.close();
        text.line("w.placed = true;");
        loads.forEach(load -> near(load, scope, text));
        text.open("if (w.placed)");
        for (var load : loads) {
            aim(load.to(), scope.tensor(load.tensor()), noted(load.to()), text);
        }
        text.line("return;").close().close().line("w.placed = false;");
    }

    /// Brings a tensor's rows near. Those of f16 are looked at, too: their infinities and NaN take the long
    /// way.
    private void near(TileOp.Load load, Scope scope, Text text) {
        var type = type(load.to());
        var arguments = "(" + scope.tensor(load.tensor()) + ", " + noted(load.to()) + ", count, " + Storage.bytes(type)
                + " * depth_" + load.to().name() + ")";
        if (type == ElementType.F16) {
            text.line("w.placed &= " + names.rows(type) + ".near" + arguments + ";");
        } else {
            text.line("w.near += " + names.rows(ElementType.F32) + ".near" + arguments + ";");
        }
    }

    private static void aim(Tile tile, String rows, String places, Text text) {
        text.line("w." + rows(tile) + " = " + rows + ";").line("w." + places(tile) + " = " + places + ";");
    }

    /// Points the worker at rows of its own.
    void own(Tile tile, Text text) {
        aim(tile, "w." + ownRows(tile), "w." + ownPlaces(tile), text);
    }

    /// Writes a key's row, padded with zeros to whole panels, where the worker has its own.
    static void stage(Tile tile, String row, Text text) {
        text.open("for (int d = 0; d < " + Names.stride(tile) + "; d += LANES)")
                .line("FloatVector.fromArray(REALS, " + row + ", d).intoMemorySegment(w." + ownRows(tile)
                        + ", 4L * (c * " + Names.stride(tile) + " + d), ByteOrder.nativeOrder());")
                .close();
    }

    /// What a tile's rows are where they lie in its tensor.
    private ElementType type(Tile tile) {
        return loads.stream()
                .filter(load -> load.to().equals(tile))
                .map(load -> names.tensor(load.tensor()).type())
                .findFirst()
                .orElse(ElementType.F32);
    }

    /// A call for a tile's rows, wherever they are.
    ///
    /// @param classes the one that does it for rows of a type
    private void call(Function<ElementType, String> classes, String method, Tile tile, String arguments, Text text) {
        var type = type(tile);
        var own = classes.apply(ElementType.F32) + "." + method + arguments + ";";
        if (type == ElementType.F32) {
            text.line(own);
        } else {
            text.open("if (w.placed)")
                    .line(classes.apply(type) + "." + method + arguments + ";")
                    .orElse()
                    .line(own)
                    .close();
        }
    }

    /// Elements of the array that products with keys need for sums.
    String sums() {
        return MicroKernels.rowBlocks(names.form()).getFirst() + " * LANES";
    }

    /// In the method of a product with keys: how few rows do it.
    void scores(TileOp.Dot dot, Scope scope, Text text) {
        var key = dot.right();
        var arguments = "(" + Names.tile(dot.left()) + ", 0, " + Names.stride(dot.left()) + ", "
                + scope.worker("MemorySegment", rows(key)) + ", " + scope.worker("long[]", places(key)) + ", n, "
                + Names.tile(dot.to()) + ", n, keyRow, w.sums, rows, depth_" + key.name() + ")";
        text.open("if (few)").open("for (int n = w.from / LANES * LANES; n < to; n += LANES)");
        call(names::dots, "dots", key, arguments, text);
        text.close().line("return;").close();
    }

    /// In the method of a product with values. 0 times a value that is no number is no number: where the
    /// sums say that there is one, they are made again from the pairs that count.
    void values(TileOp.Dot dot, Scope scope, Text text) {
        var rows = scope.worker("MemorySegment", rows(dot.right()));
        var places = scope.worker("long[]", places(dot.right()));
        var kept = scope.worker("float[]", "kept_" + dot.to().name());
        var a = Names.tile(dot.left());
        var c = Names.tile(dot.to());
        var stride = Names.stride(dot.to());
        text.open("if (few)")
                .line("System.arraycopy(" + c + ", 0, " + kept + ", 0, rows * " + stride + ");")
                .open("for (int n = 0; n < " + stride + "; n += PANEL)");
        var arguments = "(" + a + ", from, keyRow, " + rows + ", " + places + ", from, keys, n, " + c + ", n, " + stride
                + ", rows)";
        call(names::rows, "weigh", dot.right(), arguments, text);
        text.close()
                .open("if (!" + names.rows(ElementType.F32) + ".finite(" + c + ", rows * " + stride + "))")
                .line("System.arraycopy(" + kept + ", 0, " + c + ", 0, rows * " + stride + ");")
                .open("for (int r = 0; r < rows; r++)")
                .open("for (int k = 0; k < keys; k++)")
                .line("final float x = " + a + "[r * keyRow + from + k];");
        var pair = Point.ofRow("r").withKey("(from + k)");
        var counts = new ScalarCode(names, scope, false).operand(dot.counts(), pair, text);
        text.open("if (x != 0 || " + counts + ")")
                .open("for (int e = 0; e < " + stride + "; e++)")
                .line(c + "[r * " + stride + " + e] += x * " + entry(dot.right(), rows, places + "[from + k]") + ";")
                .close()
                .close()
                .close()
                .close()
                .close()
                .line("return;")
                .close();
    }

    private String entry(Tile tile, String rows, String place) {
        var own = Storage.at(ElementType.F32, rows, place + " + 4L * e");
        var type = type(tile);
        return type == ElementType.F32
                ? own
                : "(w.placed ? " + Storage.at(type, rows, place + " + " + Storage.bytes(type) + "L * e") + " : " + own
                        + ")";
    }
}
