package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.vector.LaneFormulas;
import dev.weft.codegen.schedule.EntryVectors;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Writes values as vectors: of neighbouring entries `d, d + 1, …` of one row, or of what [EntryVectors] says. What
/// is the same for all lanes is computed before the loop over them, and what several values need is computed once.
final class EntryLanes {
    /// Where the numbers of the lanes are.
    interface Row {
        /// What lies side by side.
        default EntryVectors vectors() {
            return EntryVectors.ENTRIES;
        }

        /// The lane mask of what may be assigned, or empty if all lanes may.
        default String live() {
            return "";
        }

        /// Where the lanes of a tile start in its array.
        default String place(Tile tile) {
            return start(tile).equals("0") ? "d" : start(tile) + " + d";
        }

        /// The expression that reads the lanes of a tile.
        default String read(Tile tile) {
            return "FloatVector.fromArray(REALS, " + array(tile) + ", " + place(tile) + ")";
        }

        /// The expression that reads the lanes of a tensor of one axis.
        default String read(Value.Cell cell) {
            return "FloatVector.fromArray(REALS, " + line(cell.tensor()) + ", d)";
        }

        /// The array that holds a tile.
        String array(Tile tile);

        /// Where the row starts in that array.
        String start(Tile tile);

        /// The row's point, at which `tiles` can be read.
        Point point(Collection<Tile> tiles);

        /// The array that holds a tensor of one axis as floats, or empty.
        String line(String tensor);
    }

    private final Names names;
    private final Scope scope;
    private final Row row;
    private final ScalarCode scalar;
    private final Text before;
    private final Text body;
    private final Map<Value, String> locals = new LinkedHashMap<>();

    /// @param before receives what is the same for all entries
    /// @param body receives what is done for `LANES` of them
    EntryLanes(Names names, Scope scope, Row row, Text before, Text body) {
        this.names = names;
        this.scope = scope;
        this.row = row;
        this.scalar = new ScalarCode(names, scope, false);
        this.before = before;
        this.body = body;
    }

    /// Whether a value has a form as vectors.
    static boolean has(Value value, Row row) {
        return row.vectors().has(value, tensor -> !row.line(tensor).isEmpty());
    }

    /// Computes a value into a tile.
    void assign(Tile to, Value value) {
        var local = lanes(value);
        var live = row.live().isEmpty() ? "" : ", " + row.live();
        body.line(local + ".intoArray(" + row.array(to) + ", " + row.place(to) + live + ");");
        var old = new Value.At(to);
        locals.keySet().removeIf(known -> Children.any(known, old::equals));
        locals.put(old, local);
    }

    /// Computes a value and leaves it in a local, where the tile is read from then on.
    void define(Tile tile, Value value) {
        var local = lanes(value);
        locals.put(new Value.At(tile), local);
    }

    /// Stores a value as floats.
    ///
    /// @param at where the row starts in the segment, in floats
    void store(Value value, String segment, String at) {
        body.line(
                lanes(value) + ".intoMemorySegment(" + segment + ", 4L * (" + at + " + d), ByteOrder.nativeOrder());");
    }

    /// The local that holds the lanes of a value.
    String lanes(Value value) {
        var known = locals.get(value);
        if (known != null) {
            return known;
        }
        boolean varies = row.vectors().varies(value);
        var code = varies ? varying(value) : spread(value);
        var local = scope.fresh("v");
        var type = value.kind() == Kind.BOOL ? "VectorMask<Float>" : "FloatVector";
        (varies ? body : before).line("final " + type + " " + local + " = " + code + ";");
        locals.put(value, local);
        return local;
    }

    private String spread(Value value) {
        var code = scalar.code(value, row.point(Operands.read(value)), before);
        return value.kind() == Kind.BOOL ? "REALS.maskAll(" + code + ")" : "FloatVector.broadcast(REALS, " + code + ")";
    }

    private String varying(Value value) {
        return switch (value) {
            case Value.At(Tile tile) -> row.read(tile);
            case Value.Cell cell -> row.read(cell);
            case Value.Choose choose -> choose(choose);
            case Value.Apply apply -> apply(apply);
            default -> throw new IllegalStateException("weave: no vector form of " + value);
        };
    }

    private String choose(Value.Choose choose) {
        var when = lanes(choose.when());
        var then = lanes(choose.then());
        var otherwise = lanes(choose.otherwise());
        return choose.kind() == Kind.BOOL
                ? then + ".and(" + when + ").or(" + otherwise + ".andNot(" + when + "))"
                : otherwise + ".blend(" + then + ", " + when + ")";
    }

    private String apply(Value.Apply apply) {
        var of = apply.arguments();
        var a = lanes(of.getFirst());
        if (of.size() == 1) {
            return unary(apply.op(), of.getFirst().kind(), a);
        }
        var b = lanes(of.get(1));
        return of.getFirst().kind() == Kind.BOOL
                ? Lanes.logical(apply.op(), a, b)
                : Lanes.binary(apply.op(), Kind.REAL, a, b);
    }

    /// Functions are written out: see [LaneFormulas].
    private String unary(Op op, Kind kind, String a) {
        var function = op == Op.SILU ? "sigmoid" : op.name().toLowerCase(Locale.ROOT);
        if (!LaneFormulas.has(function)) {
            return Lanes.unary(names, op, kind, a);
        }
        var prefix = scope.fresh(function);
        body.line("// " + function + "(" + a + "), in locals " + prefix + "…");
        var result = new LaneFormulas(body, local -> prefix + local).of(function, a);
        return op == Op.SILU ? a + ".mul(" + result + ")" : result;
    }
}
