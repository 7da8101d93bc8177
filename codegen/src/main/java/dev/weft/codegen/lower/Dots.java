package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Term;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The products of rows and keys that the pairs need, by the tiles that stand for their results. A product may have a
/// factor of its own, which is multiplied into the row tile.
final class Dots {
    private record Operands(Term rows, Term keys, Product factor) {}

    private final Side rows;
    private final Side keys;
    private final Reach reach;
    private final Map<Operands, Tile> results = new LinkedHashMap<>();
    private final Map<Tile, Operands> operands = new LinkedHashMap<>();

    Dots(Side rows, Side keys, Reach reach) {
        this.rows = rows;
        this.keys = keys;
        this.reach = reach;
    }

    /// A tile that stands for `left @ right`.
    Tile result(Term left, Term right) {
        return result(new Operands(left, right, Product.ONE));
    }

    /// A tile that stands for `factor` times what `result` stands for.
    Tile scaled(Tile result, Product factor) {
        var old = operands(result);
        return result(new Operands(old.rows(), old.keys(), old.factor().times(factor)));
    }

    boolean isDot(Tile tile) {
        return operands.containsKey(tile);
    }

    boolean isDot(Value value) {
        return value instanceof Value.At(Tile tile) && isDot(tile);
    }

    boolean anyIn(Value value) {
        return Children.any(value, this::isDot);
    }

    /// The products that the value reads, in order.
    Set<Tile> in(Value value) {
        var found = new LinkedHashSet<Tile>();
        for (var part : Children.all(value)) {
            if (part instanceof Value.At(Tile tile) && isDot(tile)) {
                found.add(tile);
            }
        }
        return found;
    }

    /// The operation that computes the product into `to`.
    TileOp operation(Tile result, Tile to) {
        var of = operands(result);
        return new TileOp.Dot(to, left(of), keys.tile(of.keys()));
    }

    private Tile left(Operands of) {
        var tile = rows.tile(of.rows());
        return of.factor().isOne()
                ? tile
                : rows.tile(Values.multiply(Values.at(tile), of.factor().value(reach)), tile.columns());
    }

    private Tile result(Operands of) {
        return results.computeIfAbsent(of, _ -> {
            var tile = new Tile("dot " + results.size(), Span.ROWS, Span.KEYS, Kind.REAL);
            operands.put(tile, of);
            return tile;
        });
    }

    private Operands operands(Tile result) {
        var of = operands.get(result);
        if (of == null) {
            throw new IllegalStateException("lowering: no product is called " + result.name());
        }
        return of;
    }
}
