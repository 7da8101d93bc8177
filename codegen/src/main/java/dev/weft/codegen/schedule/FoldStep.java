package dev.weft.codegen.schedule;

import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;

/// How often a device keeps a state of folded keys: one after every `step` keys, so that row tiles need
/// not wait for each other.
///
/// A step is the least number of whole blocks that has no fewer keys than there are codes. All states
/// of one side of the queries have therefore about as many means as there are values.
///
/// State x of the keys before a query is of those below `x * step`, that of the keys after it of those from
/// `x * step` on.
public final class FoldStep {
    private FoldStep() {}

    /// How many keys lie between two states: INT over sizes.
    public static Value of(Far.Folded folded) {
        return Values.multiply(ceilDiv(folded.count(), folded.block()), Values.whole(folded.block()));
    }

    /// How many states each group of heads has on each side: one for each whole step, for the rest and for no
    /// keys; INT over sizes.
    public static Value states(Far.Folded folded, Value keys) {
        return Values.add(Values.apply(Op.DIV, keys, of(folded)), Values.whole(2));
    }

    /// `value / by`, rounded up.
    public static Value ceilDiv(Value value, int by) {
        return by == 1 ? value : Values.apply(Op.DIV, Values.add(value, Values.whole(by - 1L)), Values.whole(by));
    }
}
