package dev.weft.codegen.emit.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Value;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SizeExpressionTest {
    private final Random random = new Random(11);

    private static Value apply(Kind kind, Op op, Value... of) {
        return new Value.Apply(kind, op, List.of(of));
    }

    private static Value real(double value) {
        return new Value.Literal(Kind.REAL, value);
    }

    private static Op any(Random random, Op... ops) {
        return ops[random.nextInt(ops.length)];
    }

    private Value whole(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> new Value.Size("N");
                case 1 -> new Value.Size("M");
                default -> new Value.Literal(Kind.INT, random.nextInt(7) - 3);
            };
        }
        return switch (random.nextInt(4)) {
            case 0 -> apply(Kind.INT, any(random, Op.NEGATE, Op.ABS, Op.SIGN), whole(depth - 1));
            case 1 -> new Value.Choose(Kind.INT, truth(depth - 1), whole(depth - 1), whole(depth - 1));
            default ->
                apply(
                        Kind.INT,
                        any(random, Op.ADD, Op.SUBTRACT, Op.MULTIPLY, Op.DIV, Op.MOD, Op.MIN, Op.MAX),
                        whole(depth - 1),
                        whole(depth - 1));
        };
    }

    private Value truth(int depth) {
        if (depth == 0) {
            return new Value.Literal(Kind.BOOL, random.nextInt(2));
        }
        return switch (random.nextInt(4)) {
            case 0 -> apply(Kind.BOOL, Op.NOT, truth(depth - 1));
            case 1 -> apply(Kind.BOOL, any(random, Op.AND, Op.OR, Op.EQUAL), truth(depth - 1), truth(depth - 1));
            default ->
                apply(
                        Kind.BOOL,
                        any(random, Op.LESS, Op.LESS_EQUAL, Op.EQUAL, Op.NOT_EQUAL),
                        whole(depth - 1),
                        whole(depth - 1));
        };
    }

    private static long eval(Value value, int n, int m) {
        return switch (value) {
            case Value.Literal literal -> (long) literal.value();
            case Value.Size(var name) -> name.equals("N") ? n : m;
            case Value.Choose choose ->
                eval(choose.when(), n, m) != 0 ? eval(choose.then(), n, m) : eval(choose.otherwise(), n, m);
            case Value.Apply apply -> {
                var op = apply.op();
                var of = apply.arguments();
                var a = eval(of.getFirst(), n, m);
                if ((op == Op.AND && a == 0) || (op == Op.OR && a != 0)) {
                    yield a;
                }
                yield eval(op, a, eval(of.getLast(), n, m));
            }
            default -> throw new AssertionError(value);
        };
    }

    private static long eval(Op op, long a, long b) {
        return switch (op) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIV -> Math.floorDiv(a, b);
            case MOD -> Math.floorMod(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case NEGATE -> -a;
            case ABS -> Math.abs(a);
            case SIGN -> Long.signum(a);
            case NOT -> 1 - a;
            case AND, OR -> b;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            default -> throw new AssertionError(op);
        };
    }

    @Test
    void javaComputesWhatTheValueMeans() throws Exception {
        var values = new ArrayList<Value>();
        for (var i = 0; i < 300; i++) {
            values.add(truth(1 + i % 5));
        }
        var text = new StringBuilder("public class Sizes {\n");
        for (var i = 0; i < values.size(); i++) {
            text.append("public static boolean f%d(long N, long M) { return %s; }\n"
                    .formatted(i, SizeExpression.of(values.get(i), name -> name)));
        }
        var classes = KernelCompiler.shared().compile(List.of(new JavaSource("Sizes", text + "}\n")));
        var type = classes.loadClass("Sizes");
        for (var i = 0; i < values.size(); i++) {
            var method = type.getMethod("f" + i, long.class, long.class);
            for (var n = 0; n < 4; n++) {
                for (var m = 0; m < 4; m++) {
                    assertThat(outcome(method, n, m)).as(method.toString()).isEqualTo(expected(values.get(i), n, m));
                }
            }
        }
    }

    private static String outcome(java.lang.reflect.Method method, long n, long m) throws IllegalAccessException {
        try {
            return method.invoke(null, n, m).toString();
        } catch (InvocationTargetException e) {
            return e.getTargetException().getClass().getSimpleName();
        }
    }

    private static String expected(Value value, int n, int m) {
        try {
            return String.valueOf(eval(value, n, m) != 0);
        } catch (ArithmeticException e) {
            return "ArithmeticException";
        }
    }

    private static String java(Value value) {
        return SizeExpression.of(value, name -> name).toString();
    }

    @Test
    void readsLikeJavaWrittenByHand() {
        Value n = new Value.Size("N");
        Value m = new Value.Size("M");
        var group = apply(Kind.INT, Op.DIV, n, m);
        assertThat(java(apply(Kind.INT, Op.SUBTRACT, n, apply(Kind.INT, Op.SUBTRACT, m, n))))
                .isEqualTo("N - (M - N)");
        assertThat(java(apply(Kind.INT, Op.DIV, n, group)))
                .isEqualTo("java.lang.Math.floorDiv(N, java.lang.Math.floorDiv(N, M))");
        var twice = apply(Kind.REAL, Op.MULTIPLY, apply(Kind.REAL, Op.TO_REAL, n), real(2));
        assertThat(java(twice)).isEqualTo("(double) N * 2.0");
        assertThat(java(apply(Kind.REAL, Op.LOG2, twice)))
                .isEqualTo("dev.weft.runtime.math.Reals.log2((double) N * 2.0)");
        assertThat(java(apply(Kind.INT, Op.FLOOR, real(1.5)))).isEqualTo("(int) java.lang.Math.floor(1.5)");
        assertThat(java(real(Double.NEGATIVE_INFINITY))).isEqualTo("java.lang.Double.NEGATIVE_INFINITY");
        assertThat(SpecText.of(apply(Kind.INT, Op.DIV, n, group))).isEqualTo("N div (N div M)");
        assertThat(SpecText.of(new Value.Choose(Kind.INT, new Value.Literal(Kind.BOOL, 1), n, m)))
                .isEqualTo("if true then N else M");
    }

    @Test
    void everyFunctionCompiles() {
        var x = apply(Kind.REAL, Op.TO_REAL, new Value.Size("N"));
        var text = new StringBuilder("public class All {\n");
        for (var op : Op.values()) {
            var code = switch (op) {
                case POWER,
                        EXP,
                        EXP2,
                        EXP2_BELOW,
                        LOG,
                        LOG2,
                        SQRT,
                        RSQRT,
                        SIN,
                        COS,
                        TANH,
                        SIGMOID,
                        RELU,
                        SILU,
                        GELU,
                        SOFTPLUS,
                        ERF,
                        SIGN,
                        ABS,
                        DIVIDE ->
                    op == Op.POWER || op == Op.DIVIDE ? apply(Kind.REAL, op, x, x) : apply(Kind.REAL, op, x);
                case FLOOR, CEIL, ROUND -> apply(Kind.REAL, Op.TO_REAL, apply(Kind.INT, op, x));
                case MIN, MAX -> apply(Kind.REAL, op, x, x, real(-1));
                case TO_REAL,
                        NEGATE,
                        ADD,
                        SUBTRACT,
                        MULTIPLY,
                        DIV,
                        MOD,
                        LESS,
                        LESS_EQUAL,
                        EQUAL,
                        NOT_EQUAL,
                        AND,
                        OR,
                        NOT -> x;
            };
            text.append("double %s(long N) { return %s; }\n"
                    .formatted(op.name().toLowerCase(java.util.Locale.ROOT) + "_", java(code)));
        }
        assertThat(KernelCompiler.shared().compile(List.of(new JavaSource("All", text + "}\n"))))
                .isNotNull();
    }

    @Test
    void refusesWhatDependsOnATile() {
        assertThatThrownBy(() -> java(new Value.Ramp(Axis.KEY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not over sizes and parameters alone: Ramp[axis=KEY]");
    }
}
