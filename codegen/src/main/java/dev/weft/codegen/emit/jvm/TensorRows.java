package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.function.IntFunction;

/// Writes where rows of tensors lie, for one line of a tile.
///
/// @param point the line
/// @param text receives what the code needs first
record TensorRows(Names names, Scope scope, Point point, Text text) {
    /// The offset of a row, in rows.
    String offset(String tensor, List<Value> at) {
        return offset(tensor, at, axis -> index(tensor, at, axis, text));
    }

    /// Notes where a key lies, in bytes, or that it does not exist.
    ///
    /// @param before receives what is the same for all keys
    void note(TileOp.Load load, String places, Text before) {
        if (!always(load)) {
            text.open("if (!(" + scalar().code(load.exists(), point, text) + "))")
                    .line("all = false;")
                    .line("break;")
                    .close();
        }
        var offset = offset(
                load.tensor(),
                load.at(),
                axis -> Dependence.of(load.at().get(axis)).axes().contains(Axis.KEY)
                        ? index(load.tensor(), load.at(), axis, text)
                        : once(index(load.tensor(), load.at(), axis, before), before));
        text.line(places + "[c] = (" + offset + ") * " + size(load.to()) + " * "
                + Storage.bytes(names.tensor(load.tensor()).type()) + "L;");
    }

    /// Whether what is loaded exists for every line.
    static boolean always(TileOp.Load load) {
        return load.exists() instanceof Value.Literal literal && literal.value() != 0;
    }

    /// How many entries a line of a tile has.
    String size(Tile tile) {
        return tile.columns() instanceof Span.Features features ? size(features.size()) : "1";
    }

    /// A size.
    String size(Value value) {
        return scalar().operand(value, Point.uniform(), text);
    }

    private ScalarCode scalar() {
        return new ScalarCode(names, scope, false);
    }

    private String once(String code, Text before) {
        var name = scope.fresh("same");
        before.line("final int " + name + " = " + code + ";");
        return name;
    }

    private String offset(String tensor, List<Value> at, IntFunction<String> index) {
        var shape = names.tensor(tensor).shape();
        var code = "0L";
        for (int axis = 0; axis < at.size(); axis++) {
            code = axis == 0
                    ? "(long) " + index.apply(axis)
                    : "(" + code + ") * " + size(shape.get(axis)) + " + " + index.apply(axis);
        }
        return code;
    }

    /// An index into a tensor; those that come out of tables are checked.
    private String index(String tensor, List<Value> at, int axis, Text to) {
        var index = scalar().operand(at.get(axis), point, to);
        if (!Dependence.of(at.get(axis)).cells()) {
            return index;
        }
        var size = scalar().operand(names.tensor(tensor).shape().get(axis), Point.uniform(), to);
        return "TableIndex.checked(KERNEL, " + index + ", " + size + ", \"" + tensor + "\", " + axis + ")";
    }
}
