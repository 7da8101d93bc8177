package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.List;

/// Conditions with an order: what stands right of an AND or OR may only be good to evaluate if the left asks for it.
final class Guards {
    private Guards() {}

    /// The condition with an AND whose right side reads a table at more than a coordinate written as a choice.
    static Value ordered(Value condition) {
        return switch (Children.map(condition, Guards::ordered)) {
            case Value.Apply(var _, Op op, var of)
            when op == Op.AND && Unsafe.in(of.get(1)) -> Truths.choose(of.get(0), of.get(1), Values.FALSE);
            case Value.Apply(var _, Op op, var of)
            when op == Op.OR && Unsafe.in(of.get(1)) ->
                new Value.Choose(dev.weft.codegen.tile.Kind.BOOL, of.get(0), Values.TRUE, of.get(1));
            case Value other -> other;
        };
    }

    /// The condition without what the number of keys says already.
    static Value below(Value condition, Value keys) {
        var key = Values.ramp(dev.weft.codegen.tile.Axis.KEY);
        var known = List.of(Truths.less(key, keys), Truths.lessEqual(Values.whole(0), key));
        return Truths.parts(Op.AND, condition).stream()
                .filter(part -> !known.contains(part))
                .reduce(Values.TRUE, Truths::and);
    }
}
