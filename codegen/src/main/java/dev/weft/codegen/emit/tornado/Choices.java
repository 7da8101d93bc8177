package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;

/// Writes choices between two conditions. TornadoVM mixes up the exits of `if (a ? b : c)` unless one side is false, so
/// that each side stands for itself, and the two are joined without a branch.
final class Choices {
    private Choices() {}

    static Code of(Code when, Value thenValue, Code then, Value otherwiseValue, Code otherwise) {
        var not = new Code("!" + when.within(Code.UNARY), Code.UNARY);
        if (otherwiseValue.equals(Values.FALSE)) {
            return where(when, thenValue, then);
        }
        return thenValue.equals(Values.FALSE)
                ? where(not, otherwiseValue, otherwise)
                : Code.infix(where(when, thenValue, then), "|", where(not, otherwiseValue, otherwise), Code.OR);
    }

    /// Both, where what may only be evaluated under the condition is.
    private static Code where(Code condition, Value value, Code code) {
        if (Truths.isTrue(value)) {
            return condition;
        }
        return isGuarded(value)
                ? new Code(condition.within(Code.OR) + " ? " + code.within(Code.OR) + " : false", Code.CONDITIONAL)
                : Code.infix(condition, "&", code, Code.AND);
    }

    /// Whether a value reads where its condition alone may say that there is something, or divides.
    private static boolean isGuarded(Value value) {
        return Children.any(
                value,
                part -> part instanceof Value.Cell
                        || (part instanceof Value.Apply apply && (apply.op() == Op.DIV || apply.op() == Op.MOD)));
    }
}
