package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Rotation;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.model.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is computed once for each row of a tile, or once for each key: loads, rotations, products with matrices, and
/// everything scalar that does not depend on the other side. The same term is computed once.
final class Side implements Leaves {
    private final Span span;
    private final Reach reach;
    private final Names names;
    private final Value exists;
    private final Outcome results;
    private final List<TileOp> operations = new ArrayList<>();
    private final Map<Term, Tile> vectors = new HashMap<>();
    private final Map<Value, Tile> computed = new HashMap<>();
    private final Map<Value, Tile> sums = new HashMap<>();

    private Side(Span span, Reach reach, Names names, Value exists, Outcome results) {
        this.span = span;
        this.reach = reach;
        this.names = names;
        this.exists = exists;
        this.results = results;
    }

    /// The side of the query rows, before the loop.
    static Side rows(Reach reach, Names names) {
        return new Side(Span.ROWS, reach, names, Values.TRUE, Outcome.NONE);
    }

    /// The side of the keys.
    static Side keys(Reach reach, Names names, Value exists) {
        return new Side(Span.KEYS, reach, names, exists, Outcome.NONE);
    }

    /// The rows again after the loop, where `found` is what the loop left; tiles from before can be read.
    Side after(Outcome found) {
        var side = new Side(span, reach, names, exists, found);
        side.vectors.putAll(vectors);
        side.computed.putAll(computed);
        side.sums.putAll(sums);
        return side;
    }

    List<TileOp> operations() {
        return List.copyOf(operations);
    }

    Value value(Term term) {
        return new Points(this).value(term);
    }

    /// A tile that holds the vector.
    Tile tile(Term vector) {
        var known = vectors.get(vector);
        if (known != null) {
            return known;
        }
        var tile = vector instanceof Term.Element element
                ? load(element, new Points(this).values(element.at()))
                : tile(value(vector), features(vector));
        vectors.put(vector, tile);
        return tile;
    }

    /// A tile that holds the value, `columns` wide.
    Tile tile(Value value, Span columns) {
        if (value instanceof Value.At(Tile tile)
                && tile.rows().equals(span)
                && tile.columns().equals(columns)) {
            return tile;
        }
        var known = computed.get(value);
        if (known != null && known.columns().equals(columns)) {
            return known;
        }
        var simple = columns.equals(Span.ONE) ? value : Hoist.outOf(value, this);
        var tile = new Tile(names.numbered(stem(simple)), span, columns, simple.kind());
        operations.add(new TileOp.Map(tile, simple));
        computed.put(value, tile);
        return tile;
    }

    /// One number for each row or key, computed once.
    Value scalar(Value value) {
        boolean guarded =
                !Truths.isTrue(exists) && dev.weft.codegen.tile.Children.any(value, Value.Cell.class::isInstance);
        var zero = new Value.Literal(value.kind(), 0);
        return Values.at(tile(guarded ? Truths.choose(exists, value, zero) : value, Span.ONE));
    }

    /// Whether the value is the same for all columns and differs along this side.
    boolean owns(Value value) {
        var axes = reach.of(value);
        boolean keys = span.equals(Span.KEYS);
        boolean differs = keys ? axes.contains(Axis.KEY) : axes.contains(Axis.QUERY) || axes.contains(Axis.HEAD);
        return differs
                && !axes.contains(Axis.FEATURE)
                && !axes.contains(Axis.PAIR)
                && (keys ? reach.keys(value) : reach.rows(value));
    }

    @Override
    public Value element(Term.Element element, List<Value> at) {
        boolean uniform = at.stream().allMatch(index -> reach.rows(index) && reach.keys(index));
        return uniform && reach.oneHead()
                ? Points.cell(element, at, Values.ramp(Axis.FEATURE))
                : Values.at(vectors.computeIfAbsent(element, _ -> load(element, at)));
    }

    @Override
    public Value contract(Term.Contract contract) {
        if (contract.type() instanceof Type.Scalar) {
            var product = Values.multiply(value(contract.left()), value(contract.right()));
            return reduce(product, features(contract.left()));
        }
        return switch (contract.left()) {
            case Term.Element matrix -> Values.at(transform(contract, matrix));
            case Term.Choose(var _, var when, var then, var otherwise) ->
                Truths.choose(value(when), value(with(contract, then)), value(with(contract, otherwise)));
            case Term.Apply(var _, var op, var of)
            when of.size() == 1 -> Values.apply(Points.op(op), value(with(contract, of.get(0))));
            case Term.Apply(var _, var op, var of) ->
                Values.apply(Points.op(op), part(contract, of.get(0)), part(contract, of.get(1)));
            case Term other -> throw new IllegalStateException("lowering: no matrix: " + other);
        };
    }

    @Override
    public Value fold(Term.Fold fold) {
        var entry = value(fold.vector());
        var columns = features(fold.vector());
        var size = Values.toReal(columns.size());
        return switch (fold.op()) {
            case SUM -> reduce(entry, columns);
            case MEAN -> Values.divide(reduce(entry, columns), size);
            case NORM -> Values.apply(Op.SQRT, reduce(Values.multiply(entry, entry), columns));
            case RMS -> Values.apply(Op.SQRT, Values.divide(reduce(Values.multiply(entry, entry), columns), size));
        };
    }

    @Override
    public Value rotate(Term.Rotate rotate) {
        var position = value(rotate.position());
        if (Values.isLiteral(position, 0)) {
            return value(rotate.vector());
        }
        var known = vectors.get(rotate);
        if (known != null) {
            return Values.at(known);
        }
        var of = tile(rotate.vector());
        var tile = new Tile(names.numbered(stem(of.name())), span, of.columns(), Kind.REAL);
        operations.add(new TileOp.Rotate(tile, of, Hoist.cellsOutOf(position, this), rotation(rotate.rotation())));
        vectors.put(rotate, tile);
        return Values.at(tile);
    }

    @Override
    public Value overKeys(Term.OverKeys over) {
        return results.overKeys(over, this);
    }

    @Override
    public Value statistic(Term.RowStatistic statistic) {
        return results.statistic(statistic);
    }

    static Rotation rotation(dev.weft.dsl.model.Rotation rotation) {
        return new Rotation(
                Points.plain(rotation.dims()),
                Rotation.Pairing.valueOf(rotation.pairing().name()),
                Points.plain(rotation.theta()));
    }

    static Span.Features features(Term vector) {
        return new Span.Features(Points.plain(Terms.size(vector)));
    }

    private Tile load(Term.Element element, List<Value> at) {
        var kind = Points.kind(element.tensor().storage().kind());
        var tile = new Tile(names.numbered(element.tensor().name()), span, features(element), kind);
        operations.add(
                new TileOp.Load(tile, element.tensor().name(), at, Truths.and(exists, Bounds.inside(element, at))));
        return tile;
    }

    private Tile transform(Term.Contract contract, Term.Element matrix) {
        var known = vectors.get(contract);
        if (known != null) {
            return known;
        }
        var of = tile(contract.right());
        var tile = new Tile(names.numbered(stem(of.name())), span, features(contract), Kind.REAL);
        operations.add(new TileOp.Transform(tile, matrix.tensor().name(), new Points(this).values(matrix.at()), of));
        vectors.put(contract, tile);
        return tile;
    }

    private Value reduce(Value entry, Span over) {
        var known = sums.get(entry);
        if (known != null) {
            return Values.at(known);
        }
        var tile = new Tile(names.numbered(stem(entry)), span, Span.ONE, Kind.REAL);
        operations.add(new TileOp.RowReduce(tile, TileOp.Reduction.SUM, Hoist.outOf(entry, this), over));
        sums.put(entry, tile);
        return Values.at(tile);
    }

    private Value part(Term.Contract contract, Term part) {
        return value(part.type() instanceof Type.Matrix ? with(contract, part) : part);
    }

    private static Term with(Term.Contract contract, Term matrix) {
        return new Term.Contract(contract.type(), matrix, contract.right());
    }

    /// A name like the first tensor's that the value reads.
    private static String stem(Value value) {
        return dev.weft.codegen.tile.Children.all(value).stream()
                .map(part -> switch (part) {
                    case Value.At(Tile tile) -> stem(tile.name());
                    case Value.Cell cell -> cell.tensor();
                    default -> "";
                })
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("c");
    }

    private static String stem(String name) {
        var stem = name.replaceAll("[0-9]+$", "");
        return stem.isEmpty() ? name : stem;
    }
}
