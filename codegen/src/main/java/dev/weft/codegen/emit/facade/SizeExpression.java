package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.REALS;

import com.palantir.javapoet.CodeBlock;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A value over sizes and parameters as a Java expression: INT as `long`, REAL as `double`, BOOL as
/// `boolean`. Indices and elements too, where it is told what they are called.
///
/// Non-goal: values at a point of a tile.
public final class SizeExpression {
    private static final int ATOM = 16;
    private static final int UNARY = 14;
    private static final int MULTIPLY = 12;
    private static final int ADD = 11;
    private static final int RELATION = 9;
    private static final int EQUALITY = 8;
    private static final int AND = 4;
    private static final int OR = 3;
    private static final int CONDITIONAL = 2;

    private final UnaryOperator<String> names;
    private final Function<Value, CodeBlock> points;

    private SizeExpression(UnaryOperator<String> names, Function<Value, CodeBlock> points) {
        this.names = names;
        this.points = points;
    }

    /// Prints a value.
    ///
    /// @param names what a dimension or a parameter is called in the code around
    public static CodeBlock of(Value value, UnaryOperator<String> names) {
        return of(value, names, point -> {
            throw new IllegalArgumentException("not over sizes and parameters alone: " + point);
        });
    }

    /// Prints a value that may hold indices and elements.
    ///
    /// @param points the code of a [Value.Ramp] or a [Value.Cell], which binds as tightly as a call
    static CodeBlock of(Value value, UnaryOperator<String> names, Function<Value, CodeBlock> points) {
        return new SizeExpression(names, points).part(value).code();
    }

    /// @param strength how tightly the outermost operator binds
    private record Part(CodeBlock code, int strength) {
        CodeBlock within(int least) {
            return strength >= least ? code : CodeBlock.of("($L)", code);
        }
    }

    private Part part(Value value) {
        return switch (value) {
            case Value.Literal literal -> literal(literal);
            case Value.Size(var dimension) -> atom("$N", names.apply(dimension));
            case Value.Parameter parameter -> atom("$N", names.apply(parameter.name()));
            case Value.Apply apply -> apply(apply);
            case Value.Choose choose ->
                new Part(
                        CodeBlock.of(
                                "$L ? $L : $L",
                                part(choose.when()).within(OR),
                                part(choose.then()).within(OR),
                                part(choose.otherwise()).within(CONDITIONAL)),
                        CONDITIONAL);
            case Value.Ramp _, Value.Cell _ -> new Part(points.apply(value), ATOM);
            case Value.Bound _, Value.Extreme _, Value.At _, Value.Other _, Value.FeatureSum _ ->
                throw new IllegalArgumentException("not over sizes and parameters alone: " + value);
        };
    }

    private static Part literal(Value.Literal literal) {
        var value = literal.value();
        return switch (literal.kind()) {
            case BOOL -> atom("$L", value != 0);
            case INT -> {
                var whole = (long) value;
                var suffix = whole == (int) whole ? "" : "L";
                yield new Part(CodeBlock.of("$L$L", whole, suffix), value < 0 ? UNARY : ATOM);
            }
            case REAL -> {
                if (Double.isNaN(value)) {
                    yield atom("$T.NaN", Double.class);
                }
                if (Double.isInfinite(value)) {
                    yield atom("$T.$L", Double.class, value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY");
                }
                yield new Part(CodeBlock.of("$L", value), value < 0 ? UNARY : ATOM);
            }
        };
    }

    private Part apply(Value.Apply apply) {
        var of = apply.arguments();
        return switch (apply.op()) {
            case TO_REAL ->
                new Part(CodeBlock.of("(double) $L", part(of.getFirst()).within(UNARY)), UNARY);
            case NEGATE -> new Part(CodeBlock.of("-$L", part(of.getFirst()).within(ATOM)), UNARY);
            case NOT -> new Part(CodeBlock.of("!$L", part(of.getFirst()).within(UNARY)), UNARY);
            case ADD -> infix("+", ADD, of);
            case SUBTRACT -> infix("-", ADD, of);
            case MULTIPLY -> infix("*", MULTIPLY, of);
            case DIVIDE -> infix("/", MULTIPLY, of);
            case LESS -> comparison("<", RELATION, of);
            case LESS_EQUAL -> comparison("<=", RELATION, of);
            case EQUAL -> comparison("==", EQUALITY, of);
            case NOT_EQUAL -> comparison("!=", EQUALITY, of);
            case AND -> chain("&&", AND, of);
            case OR -> chain("||", OR, of);
            case DIV -> call("floorDiv", of);
            case MOD -> call("floorMod", of);
            case POWER -> call("pow", of);
            case MIN -> folded("min", of);
            case MAX -> folded("max", of);
            case ABS -> call("abs", of);
            case SIGN ->
                apply.kind() == Kind.INT
                        ? atom("$T.signum($L)", Long.class, part(of.getFirst()).code())
                        : call("signum", of);
            case FLOOR -> whole("floor", of);
            case CEIL -> whole("ceil", of);
            case ROUND -> whole("rint", of);
            case EXP -> call("exp", of);
            case LOG -> call("log", of);
            case SQRT -> call("sqrt", of);
            case SIN -> call("sin", of);
            case COS -> call("cos", of);
            case TANH -> call("tanh", of);
            case EXP2_BELOW -> real(Op.EXP2, of.getFirst());
            case EXP2, LOG2, RSQRT, SIGMOID, RELU, SILU, GELU, SOFTPLUS, ERF -> real(apply.op(), of.getFirst());
        };
    }

    private Part infix(String sign, int strength, List<Value> of) {
        return new Part(
                CodeBlock.of(
                        "$L $L $L",
                        part(of.get(0)).within(strength),
                        sign,
                        part(of.get(1)).within(strength + 1)),
                strength);
    }

    /// Java's comparisons do not chain.
    private Part comparison(String sign, int strength, List<Value> of) {
        return new Part(
                CodeBlock.of(
                        "$L $L $L",
                        part(of.get(0)).within(strength + 1),
                        sign,
                        part(of.get(1)).within(strength + 1)),
                strength);
    }

    private Part chain(String sign, int strength, List<Value> of) {
        var parts = of.stream().map(value -> part(value).within(strength)).toList();
        return new Part(CodeBlock.join(parts, " " + sign + " "), strength);
    }

    private Part call(String function, List<Value> of) {
        var arguments = of.stream().map(value -> part(value).code()).toList();
        return atom("$T.$L($L)", Math.class, function, CodeBlock.join(arguments, ", "));
    }

    private Part folded(String function, List<Value> of) {
        var result = part(of.getFirst());
        for (var next : of.subList(1, of.size())) {
            result = atom(
                    "$T.$L($L, $L)",
                    Math.class,
                    function,
                    result.code(),
                    part(next).code());
        }
        return result;
    }

    /// Java's cast saturates and makes 0 of NaN, as the language wants.
    private Part whole(String function, List<Value> of) {
        return new Part(CodeBlock.of("(int) $L", call(function, of).code()), UNARY);
    }

    private Part real(Op op, Value of) {
        return atom("$T.$L($L)", REALS, op.name().toLowerCase(java.util.Locale.ROOT), part(of).code());
    }

    private static Part atom(String format, Object... of) {
        return new Part(CodeBlock.of(format, of), ATOM);
    }
}
