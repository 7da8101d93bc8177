package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// The scalar operations as expressions over TornadoVM's own mathematics.
final class DeviceMath {
    private DeviceMath() {}

    static Code apply(DeviceNames names, Value.Apply apply, List<Code> on) {
        var a = on.getFirst();
        var b = on.getLast();
        var one = names.number(1);
        return switch (apply.op()) {
            case TO_REAL -> new Code("(" + names.real() + ") " + a.within(Code.UNARY), Code.UNARY);
            case NEGATE -> new Code("-" + a.within(Code.ATOM), Code.UNARY);
            case ADD -> Code.infix(a, "+", b, Code.ADD);
            case SUBTRACT -> Code.infix(a, "-", b, Code.ADD);
            case MULTIPLY -> Code.infix(a, "*", b, Code.MULTIPLY);
            case DIVIDE -> Code.infix(a, "/", b, Code.MULTIPLY);
            case DIV ->
                PointCode.plainDivision(apply)
                        ? Code.infix(a, "/", b, Code.MULTIPLY)
                        : Code.call(names.function(DeviceFunction.FLOOR_DIV), a.text(), b.text());
            case MOD ->
                PointCode.plainDivision(apply)
                        ? Code.infix(a, "%", b, Code.MULTIPLY)
                        : Code.call(names.function(DeviceFunction.FLOOR_MOD), a.text(), b.text());
            case POWER -> Code.call("TornadoMath.pow", a.text(), b.text());
            case MIN -> extreme(names, apply, DeviceFunction.LEAST, "TornadoMath.min", a, b);
            case MAX -> extreme(names, apply, DeviceFunction.GREATEST, "TornadoMath.max", a, b);
            case ABS -> Code.call("TornadoMath.abs", a.text());
            case SIGN -> sign(names, apply, a);
            case FLOOR -> new Code("(int) TornadoMath.floor(" + a.text() + ")", Code.UNARY);
            case CEIL -> new Code("(int) TornadoMath.ceil(" + a.text() + ")", Code.UNARY);
            case ROUND -> Code.call(names.function(DeviceFunction.ROUND), a.text());
            case EXP -> Code.call("TornadoMath.exp", a.text());
            case EXP2, EXP2_BELOW ->
                Code.call("TornadoMath.exp", a.within(Code.MULTIPLY) + " * " + names.number(Math.log(2)));
            case LOG -> Code.call("TornadoMath.log", a.text());
            case LOG2 ->
                new Code("TornadoMath.log(" + a.text() + ") * " + names.number(1 / Math.log(2)), Code.MULTIPLY);
            case SQRT -> Code.call("TornadoMath.sqrt", a.text());
            case RSQRT -> new Code(one + " / TornadoMath.sqrt(" + a.text() + ")", Code.MULTIPLY);
            case SIN -> Code.call("TornadoMath.sin", a.text());
            case COS -> Code.call("TornadoMath.cos", a.text());
            case TANH -> Code.call("TornadoMath.tanh", a.text());
            case SIGMOID ->
                new Code(one + " / (" + one + " + TornadoMath.exp(-" + a.within(Code.ATOM) + "))", Code.MULTIPLY);
            case RELU -> Code.call(names.function(DeviceFunction.RELU), a.text());
            case SILU ->
                new Code(
                        a.within(Code.MULTIPLY) + " / (" + one + " + TornadoMath.exp(-" + a.within(Code.ATOM) + "))",
                        Code.MULTIPLY);
            case GELU -> Code.call(names.function(DeviceFunction.GELU), a.text());
            case SOFTPLUS -> Code.call(names.function(DeviceFunction.SOFTPLUS), a.text());
            case ERF -> Code.call(names.function(DeviceFunction.ERF), a.text());
            case LESS -> Code.compare(a, "<", b, Code.RELATION);
            case LESS_EQUAL ->
                isRealOrder(apply)
                        ? Code.infix(
                                Code.compare(a, "<", b, Code.RELATION),
                                "|",
                                Code.compare(a, "==", b, Code.EQUALITY),
                                Code.OR)
                        : Code.compare(a, "<=", b, Code.RELATION);
            case EQUAL ->
                isWideInfinity(names, apply) ? infinity(names, apply, a) : Code.compare(a, "==", b, Code.EQUALITY);
            case NOT_EQUAL ->
                isWideInfinity(names, apply)
                        ? new Code("!" + infinity(names, apply, a).within(Code.UNARY), Code.UNARY)
                        : Code.compare(a, "!=", b, Code.EQUALITY);
            // Both sides may be evaluated, and without branches TornadoVM has no exits to mix up.
            case AND -> Code.infix(a, "&", b, Code.AND);
            case OR -> Code.infix(a, "|", b, Code.OR);
            case NOT -> new Code("!" + a.within(Code.UNARY), Code.UNARY);
        };
    }

    /// Whether reals are put in order by `<=`, which TornadoVM has true where a side is not a number: it is written as
    /// `a < b | a == b`, with each side twice.
    static boolean isRealOrder(Value.Apply apply) {
        return apply.op() == Op.LESS_EQUAL && apply.arguments().getFirst().kind() == Kind.REAL;
    }

    /// Whether a double is compared with infinity, which TornadoVM keeps as a float: a driver then knows no such `==`.
    private static boolean isWideInfinity(DeviceNames names, Value.Apply apply) {
        return names.wide()
                && apply.arguments().get(1) instanceof Value.Literal literal
                && Double.isInfinite(literal.value());
    }

    private static Code infinity(DeviceNames names, Value.Apply apply, Code a) {
        return ((Value.Literal) apply.arguments().get(1)).value() < 0
                ? Code.compare(a, "<", Code.atom(names.number(-Double.MAX_VALUE)), Code.RELATION)
                : Code.compare(a, ">", Code.atom(names.number(Double.MAX_VALUE)), Code.RELATION);
    }

    private static Code extreme(
            DeviceNames names, Value.Apply apply, DeviceFunction ofReals, String ofIntegers, Code a, Code b) {
        var function = apply.kind() == Kind.REAL ? names.function(ofReals) : ofIntegers;
        return Code.call(function, a.text(), b.text());
    }

    private static Code sign(DeviceNames names, Value.Apply apply, Code a) {
        return apply.kind() == Kind.INT
                ? new Code(a.within(Code.ADD) + " > 0 ? 1 : " + a.within(Code.ADD) + " < 0 ? -1 : 0", Code.CONDITIONAL)
                : Code.call(names.function(DeviceFunction.SIGN), a.text());
    }
}
