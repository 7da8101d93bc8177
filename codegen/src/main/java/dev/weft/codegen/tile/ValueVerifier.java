package dev.weft.codegen.tile;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks the values of a program against the places where they stand.
final class ValueVerifier {
    private final String pass;
    private final String kernel;
    private final Map<String, Integer> axes = new HashMap<>();

    ValueVerifier(TileProgram program, String pass) {
        this.pass = pass;
        kernel = program.signature().name();
        for (var argument : program.signature().arguments()) {
            if (argument instanceof Signature.Tensor tensor) {
                axes.put(tensor.name(), tensor.shape().size());
            }
        }
        program.made().forEach(table -> axes.put(table.name(), table.shape().size()));
    }

    void require(boolean holds, String trouble) {
        if (!holds) {
            throw new IllegalStateException("weft, pass " + pass + ", kernel " + kernel + ": " + trouble);
        }
    }

    /// A tensor is read or written with as many indices as it has axes.
    void axes(String tensor, int count) {
        require(axes.getOrDefault(tensor, -1) == count, tensor + " is used with " + count + " indices");
    }

    /// INT over sizes.
    void constant(Value value) {
        kind(value, Kind.INT);
        everywhere(value, part -> switch (part) {
            case Value.Literal _, Value.Size _, Value.Parameter _, Value.Apply _, Value.Choose _ -> true;
            default -> false;
        });
    }

    /// INT, the same for all rows of a group.
    void keys(Value value) {
        kind(value, Kind.INT);
        everywhere(value, part -> switch (part) {
            case Value.Ramp ramp -> ramp.axis() == Axis.BATCH || ramp.axis() == Axis.HEAD;
            case Value.At _, Value.Other _, Value.Bound _, Value.Extreme _, Value.FeatureSum _ -> false;
            default -> true;
        });
    }

    /// INT over sizes, parameters, the bounds of a row tile and tables at what is the same for the tile.
    void range(Value value) {
        kind(value, Kind.INT);
        everywhere(value, part -> switch (part) {
            case Value.Ramp ramp -> ramp.axis() == Axis.BATCH;
            case Value.Bound bound -> bound.axis() == Axis.HEAD || bound.axis() == Axis.QUERY;
            case Value.At _, Value.Other _, Value.Extreme _, Value.FeatureSum _ -> false;
            default -> true;
        });
    }

    /// BOOL, the same for all points of a tile.
    void uniform(Value value, boolean inLoop) {
        kind(value, Kind.BOOL);
        uniformPart(value, inLoop);
    }

    private void uniformPart(Value value, boolean inLoop) {
        switch (value) {
            case Value.Ramp ramp -> require(ramp.axis() == Axis.BATCH, "a condition on tiles reads " + ramp.axis());
            case Value.Bound bound -> require(inLoop || bound.axis() != Axis.KEY, "a bound of keys outside the loop");
            case Value.At _, Value.Other _, Value.FeatureSum _ -> require(false, "a condition on tiles reads a point");
            case Value.Extreme extreme -> require(inLoop || extreme.over() != Axis.KEY, "keys outside the loop");
            case Value other -> Children.of(other).forEach(child -> uniformPart(child, inLoop));
        }
    }

    /// A value at a point of `points`, over assigned tiles.
    void point(Value value, Tile points, Kind kind, Collection<Tile> assigned) {
        kind(value, kind);
        pointPart(value, points, assigned, Set.of());
    }

    private void pointPart(Value value, Tile points, Collection<Tile> assigned, Set<Axis> summed) {
        switch (value) {
            case Value.At(Tile tile) -> {
                require(assigned.contains(tile), "tile " + tile.name() + " is read before it is assigned");
                require(
                        has(points, tile.rows(), summed) && has(points, tile.columns(), summed),
                        "no point of " + tile.name());
            }
            case Value.Other(Tile tile) -> require(false, "the other part's " + tile.name() + " outside a merge");
            case Value.Bound _, Value.Extreme _ -> require(false, "a bound of the tile at a point");
            case Value.Ramp ramp -> {
                var axis = ramp.axis();
                boolean known = switch (axis) {
                    case BATCH -> true;
                    case HEAD -> has(points, Span.ROWS, summed) || has(points, Span.KEYS, summed);
                    case QUERY, STEP -> has(points, Span.ROWS, summed);
                    case KEY -> has(points, Span.KEYS, summed);
                    case FEATURE -> summed.contains(axis) || points.columns() instanceof Span.Features;
                    case INNER -> summed.contains(axis);
                    case PAIR -> false;
                };
                require(known, "a point of " + points.name() + " has no " + axis.letter());
            }
            case Value.FeatureSum sum -> {
                pointPart(sum.size(), points, assigned, summed);
                var inside = EnumSet.of(sum.over());
                inside.addAll(summed);
                pointPart(sum.term(), points, assigned, inside);
            }
            case Value.Cell cell -> {
                axes(cell.tensor(), cell.at().size());
                cell.at().forEach(index -> pointPart(index, points, assigned, summed));
            }
            case Value other -> Children.of(other).forEach(child -> pointPart(child, points, assigned, summed));
        }
    }

    private static boolean has(Tile points, Span span, Set<Axis> summed) {
        return switch (span) {
            case Span.One() -> true;
            case Span.Features _ ->
                summed.contains(Axis.FEATURE) || points.columns().equals(span);
            case Span.Rows(), Span.Keys() ->
                points.rows().equals(span) || points.columns().equals(span);
        };
    }

    /// A value over the carried tiles of both parts.
    void merge(Value value, Tile to, List<Tile> carried) {
        kind(value, to.kind());
        everywhere(value, part -> switch (part) {
            case Value.At(Tile tile) ->
                carried.contains(tile) && (tile.columns().equals(Span.ONE) || tile.equals(to));
            case Value.Other(Tile tile) ->
                carried.contains(tile) && (tile.columns().equals(Span.ONE) || tile.equals(to));
            case Value.Literal _, Value.Apply _, Value.Choose _ -> true;
            default -> false;
        });
    }

    private void everywhere(Value value, java.util.function.Predicate<Value> such) {
        for (var part : Children.all(value)) {
            require(such.test(part), TilePrinter.print(part) + " has no place in " + TilePrinter.print(value));
        }
    }

    private void kind(Value value, Kind kind) {
        require(value.kind() == kind, TilePrinter.print(value) + " is " + value.kind() + " and should be " + kind);
        for (var part : Children.all(value)) {
            if (part instanceof Value.Apply(var result, var op, var of)) {
                require(of.size() == Arithmetic.operands(op), op + " has " + of.size() + " operands");
                require(
                        of.stream().allMatch(a -> a.kind() == of.get(0).kind()),
                        "mixed kinds: " + TilePrinter.print(part));
                require(result == Values.kind(op, of.get(0).kind()), "wrong kind: " + TilePrinter.print(part));
            }
            if (part instanceof Value.Choose(var result, var when, var then, var otherwise)) {
                boolean agree = when.kind() == Kind.BOOL && then.kind() == result && otherwise.kind() == result;
                require(agree, "mixed kinds: " + TilePrinter.print(part));
            }
        }
    }
}
