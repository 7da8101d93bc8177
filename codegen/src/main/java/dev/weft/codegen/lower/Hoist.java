package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.List;

/// Moves what belongs to one side alone out of a value, largest parts first, so that it is computed once per row or
/// key.
///
/// Leaves cheap whole-number arithmetic where it is, and an element of a table whose index may only be good where a
/// condition over pairs holds.
final class Hoist {
    private Hoist() {}

    /// @param value at points of any tile of `sides`
    static Value outOf(Value value, Side... sides) {
        return walk(value, false, false, List.of(sides));
    }

    /// The same for a value that is only evaluated where some condition holds.
    static Value outOfGuarded(Value value, Side... sides) {
        return walk(value, true, false, List.of(sides));
    }

    /// Only elements of tables are moved.
    static Value cellsOutOf(Value value, Side... sides) {
        return walk(value, false, true, List.of(sides));
    }

    private static Value walk(Value value, boolean guarded, boolean cells, List<Side> sides) {
        boolean candidate = cells ? value instanceof Value.Cell : worthwhile(value);
        if (candidate && (!guarded || Children.all(value).stream().allMatch(Hoist::plain))) {
            for (var side : sides) {
                if (side.owns(value)) {
                    return side.scalar(value);
                }
            }
        }
        return switch (value) {
            case Value.Choose choose ->
                Truths.choose(
                        walk(choose.when(), guarded, cells, sides),
                        walk(choose.then(), true, cells, sides),
                        walk(choose.otherwise(), true, cells, sides));
            case Value.Apply apply ->
                new Value.Apply(
                        apply.kind(),
                        apply.op(),
                        apply.arguments().stream()
                                .map(a -> walk(a, guarded, cells, sides))
                                .toList());
            case Value.FeatureSum _, Value.Extreme _ -> value;
            case Value other -> Children.map(other, child -> walk(child, guarded, cells, sides));
        };
    }

    /// Whether the value costs more than reading it back.
    private static boolean worthwhile(Value value) {
        return Children.any(value, part -> switch (part) {
            case Value.Cell _, Value.FeatureSum _ -> true;
            case Value.Apply apply -> !isCheap(apply);
            default -> false;
        });
    }

    private static boolean isCheap(Value.Apply apply) {
        boolean whole = apply.arguments().get(0).kind() != Kind.REAL;
        return switch (apply.op()) {
            case ADD, SUBTRACT, MULTIPLY, MIN, MAX -> whole;
            case TO_REAL, NEGATE, AND, OR, NOT, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> true;
            default -> false;
        };
    }

    /// Whether the value can be computed anywhere: every element is read at bare coordinates.
    private static boolean plain(Value value) {
        return switch (value) {
            case Value.Cell cell -> cell.at().stream().allMatch(Hoist::isCoordinate);
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.DIV || op == Op.MOD -> of.get(1) instanceof Value.Literal || of.get(1) instanceof Value.Size;
            default -> true;
        };
    }

    static boolean isCoordinate(Value index) {
        return index.equals(Values.ramp(Axis.BATCH))
                || index.equals(Values.ramp(Axis.HEAD))
                || index.equals(Values.ramp(Axis.QUERY))
                || index.equals(Values.ramp(Axis.KEY));
    }
}
