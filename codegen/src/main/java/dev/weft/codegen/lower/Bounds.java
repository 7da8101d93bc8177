package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import dev.weft.dsl.model.Term;
import java.util.List;

/// Which indices of a load may leave their axis.
final class Bounds {
    private Bounds() {}

    /// BOOL: every index that is not a coordinate, a part of one, or read from a table (those are checked when a plan
    /// runs) is inside its axis.
    static Value inside(Term.Element element, List<Value> at) {
        var inside = Values.TRUE;
        for (int axis = 0; axis < at.size(); axis++) {
            var index = at.get(axis);
            if (!isSafe(index)) {
                var size = Points.plain(element.tensor().shape().get(axis));
                inside = Truths.and(inside, Truths.lessEqual(Values.whole(0), index));
                inside = Truths.and(inside, Truths.less(index, size));
            }
        }
        return inside;
    }

    private static boolean isSafe(Value index) {
        return switch (index) {
            case Value.Ramp _, Value.Literal _, Value.Cell _ -> true;
            case Value.Apply(Kind _, Op op, var of) ->
                (op == Op.DIV || op == Op.MOD) && of.get(0) instanceof Value.Ramp;
            case Value other -> !Children.any(other, Bounds::moves);
        };
    }

    private static boolean moves(Value value) {
        return value instanceof Value.Ramp ramp && ramp.axis() != Axis.BATCH;
    }
}
