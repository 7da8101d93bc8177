package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Slopes;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.HashMap;
import java.util.Map;

/// Writes entries of a step's Jacobian, each computed for itself by whoever needs it: how one entry of a
/// tile changes with one entry of a state before the step. A matrix times a unit vector is an entry of
/// the matrix; other products and sums are loops.
final class TangentCode {
    private static final Value ZERO = Values.real(0);

    private final DeviceNames names;
    private final PointCode code;
    private final ScanTiles tiles;
    private final Slopes.Columns columns;
    private final Map<Tile, TileOp> assigned = new HashMap<>();

    TangentCode(DeviceNames names, PointCode code, ScanTiles tiles, Slopes.Columns columns) {
        this.names = names;
        this.code = code;
        this.tiles = tiles;
        this.columns = columns;
        for (var op : columns.operations()) {
            Operands.assigned(op).forEach(tile -> assigned.put(tile, op));
        }
    }

    /// How a state after the step changes with one before it.
    ///
    /// @param state the number of the state after the step, and `row` its entry
    /// @param by the number of the state before the step, and `column` its entry
    Code entry(int state, String row, int by, String column, Text before) {
        return entry(columns.after().get(state), row, by, column, before);
    }

    private boolean isTangent(Tile tile) {
        return assigned.containsKey(tile) || columns.before().contains(tile);
    }

    private boolean isZero(Tile tangent, int by) {
        int state = columns.before().indexOf(tangent);
        if (state >= 0) {
            return state != by;
        }
        return switch (assigned.get(tangent)) {
            case TileOp.Map map -> Values.isLiteral(kept(map.value(), by), 0);
            case TileOp.RowReduce reduce -> Values.isLiteral(kept(reduce.value(), by), 0);
            case TileOp.Transform transform -> isZero(transform.of(), by);
            case null, default -> throw new IllegalStateException("weave: no tangent " + tangent.name());
        };
    }

    /// A sum of products without those that are 0.
    private Value kept(Value value, int by) {
        if (value instanceof Value.At(Tile tile)) {
            return isTangent(tile) && isZero(tile, by) ? ZERO : value;
        }
        var kept = Children.map(value, part -> kept(part, by));
        if (kept instanceof Value.Apply(Kind _, Op op, var of) && of.size() == 2) {
            boolean first = Values.isLiteral(of.getFirst(), 0);
            boolean second = Values.isLiteral(of.getLast(), 0);
            return switch (op) {
                case MULTIPLY -> first || second ? ZERO : kept;
                case ADD -> first ? of.getLast() : second ? of.getFirst() : kept;
                case SUBTRACT -> second ? of.getFirst() : kept;
                default -> kept;
            };
        }
        return kept;
    }

    private Code entry(Tile tangent, String row, int by, String column, Text before) {
        if (isZero(tangent, by)) {
            return Code.atom(names.number(0));
        }
        if (columns.before().contains(tangent)) {
            return ScanPlacement.isVector(tangent)
                    ? new Code(
                            row + " == " + column + " ? " + names.number(1) + " : " + names.number(0), Code.CONDITIONAL)
                    : Code.atom(names.number(1));
        }
        return switch (assigned.get(tangent)) {
            case TileOp.Map map -> value(map.value(), tangent, row, by, column, before);
            case TileOp.Transform transform -> product(transform, row, by, column, before);
            case TileOp.RowReduce reduce -> sum(reduce, by, column, before);
            case null, default -> throw new IllegalStateException("weave: no tangent " + tangent.name());
        };
    }

    private Code value(Value value, Tile tile, String row, int by, String column, Text before) {
        var kept = kept(value, by);
        boolean vector = ScanPlacement.isVector(tile);
        var place = vector ? tiles.entry(0, row) : tiles.place(0);
        var known = new HashMap<>(place.known());
        for (var read : Operands.read(kept)) {
            if (isTangent(read)) {
                var tangent = names.fresh("tangent");
                before.line("final " + names.real() + " " + tangent + " = "
                        + entry(read, row, by, column, before).text() + ";");
                known.put(read, Code.atom(tangent));
            }
        }
        return code.of(kept, place.withKnown(known), before);
    }

    private Code product(TileOp.Transform product, String row, int by, String column, Text before) {
        if (columns.before().contains(product.of())) {
            return Code.atom(weight(product, row, column));
        }
        var e = names.fresh("e");
        var total = names.fresh("sum");
        var inner = new Text();
        var change = entry(product.of(), e, by, column, inner);
        return loop(total, e, names.depth(product.of()), weight(product, row, e), change, inner, before);
    }

    private String weight(TileOp.Transform product, String row, String column) {
        return "scratch.get(" + ScanLayout.packed(product.matrix()) + " + " + column + " * " + names.depth(product.to())
                + " + " + row + ")";
    }

    private Code sum(TileOp.RowReduce reduce, int by, String column, Text before) {
        var e = names.fresh("e");
        var total = names.fresh("sum");
        var line = new Tile("", Span.ROWS, reduce.over(), Kind.REAL);
        var inner = new Text();
        var change = value(reduce.value(), line, e, by, column, inner);
        var size = ScanPlacement.isVector(line) ? names.depth(line) : "1";
        return loop(total, e, size, names.number(1), change, inner, before);
    }

    private Code loop(String total, String e, String size, String weight, Code change, Text inner, Text before) {
        before.line(names.real() + " " + total + " = " + names.number(0) + ";")
                .open("for (int " + e + " = 0; " + e + " < " + size + "; " + e + "++)")
                .lines(inner.toString())
                .line(total + " = " + total + " + " + weight + " * " + change.within(Code.MULTIPLY) + ";")
                .close();
        return Code.atom(total);
    }
}
