package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.List;

/// Conditions with an order: what stands right of an AND or OR may only be good to evaluate if the left asks for it.
final class Guards {
    private Guards() {}

    /// `left and right`; a choice if the right side may only be evaluated where the left holds.
    static Value and(Value left, Value right) {
        return Unsafe.in(right) ? Truths.choose(left, right, Values.FALSE) : Truths.and(left, right);
    }

    /// `left or right`; a choice if the right side may only be evaluated where the left does not hold.
    static Value or(Value left, Value right) {
        return Unsafe.in(right) ? Truths.choose(left, Values.TRUE, right) : Truths.or(left, right);
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
