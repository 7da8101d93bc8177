package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import java.util.List;

/// Functions that TornadoVM's library lacks, as methods of the generated class. Each has one return, at
/// its end.
enum DeviceFunction {
    FLOOR_DIV("floorDiv"),
    FLOOR_MOD("floorMod"),
    ROUND("round"),
    LEAST("least"),
    GREATEST("greatest"),
    RELU("relu"),
    SIGN("sign"),
    ERF("erf"),
    GELU("gelu"),
    SOFTPLUS("softplus"),
    INSIDE("inside"),
    FAR("far"),
    HALF("half"),
    TO_HALF("toHalf"),
    BRAIN("brain"),
    TO_BRAIN("toBrain"),
    POWER_OF_TWO("powerOfTwo");

    private final String method;

    DeviceFunction(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }

    /// What it takes and gives, as the head of a Java method without its modifiers.
    String head(DeviceNames names) {
        var real = names.real();
        return switch (this) {
            case FLOOR_DIV, FLOOR_MOD, INSIDE -> "int " + method + "(int a, int b)";
            case ROUND -> "int round(" + real + " x)";
            case LEAST, GREATEST, FAR -> real + " " + method + "(" + real + " a, " + real + " b)";
            case RELU, SIGN, ERF, GELU, SOFTPLUS -> real + " " + method + "(" + real + " x)";
            case HALF, BRAIN -> "float " + method + "(int bits)";
            case TO_HALF, TO_BRAIN -> "int " + method + "(float x)";
            case POWER_OF_TWO -> "float powerOfTwo(int e)";
        };
    }

    /// The functions that this one calls.
    List<DeviceFunction> needs() {
        return switch (this) {
            case GELU -> List.of(ERF);
            case SOFTPLUS -> List.of(RELU);
            case FLOOR_MOD -> List.of(FLOOR_DIV);
            case TO_HALF, TO_BRAIN -> List.of(ROUND);
            case BRAIN -> List.of(POWER_OF_TWO);
            case FLOOR_DIV, ROUND, LEAST, GREATEST, RELU, SIGN, ERF, INSIDE, FAR, HALF, POWER_OF_TWO -> List.of();
        };
    }

    /// The statements of its body, over `a` and `b`, or `x`.
    Text body(DeviceNames names) {
        var one = names.number(1);
        var zero = names.number(0);
        var half = names.number(0.5);
        return switch (this) {
            case FLOOR_DIV ->
                new Text()
                        .line("// Divides what is not negative alone: TornadoVM shifts negative numbers wrongly.")
                        .line("final int x = b < 0 ? -a : a;")
                        .line("final int y = b < 0 ? -b : b;")
                        .line("final int q = (x < 0 ? -1 - x : x) / y;")
                        .line("return x < 0 ? -1 - q : q;");
            case FLOOR_MOD -> new Text().line("return a - b * floorDiv(a, b);");
            case ROUND ->
                new Text()
                        .line("final " + names.real() + " low = TornadoMath.floor(x);")
                        .line("final " + names.real() + " rest = x - low;")
                        .line("final int even = (int) low;")
                        .line("return rest > " + half + " | rest == " + half + " & (even & 1) != 0 ? even + 1 : even;");
            // TornadoVM's own min and max lose what is not a number; these return it.
            case LEAST -> new Text().line("return a < b | b < a | a == b ? TornadoMath.min(a, b) : a + b;");
            case GREATEST -> new Text().line("return a > b | b > a | a == b ? TornadoMath.max(a, b) : a + b;");
            case RELU -> new Text().line("return x < " + zero + " ? " + zero + " : x;");
            case SIGN ->
                new Text().line("return x > " + zero + " ? " + one + " : x < " + zero + " ? -" + one + " : x;");
            case ERF -> names.wide() ? exactErf() : erf();
            case GELU ->
                new Text()
                        .line("return " + half + " * x * (" + one + " + erf(x * " + names.number(0.7071067811865476)
                                + "));");
            case SOFTPLUS ->
                new Text()
                        .line("return relu(x) + TornadoMath.log(" + one + " + TornadoMath.exp(-TornadoMath.abs(x)));");
            case INSIDE -> new Text().line("return a < 0 ? 0 : a < b ? a : b - 1;");
            case FAR ->
                new Text()
                        .line("// Relative where b is above 1. What is no number is the same as what is none.")
                        .line("final " + names.real() + " size = TornadoMath.abs(b);")
                        .line("final " + names.real() + " rest = TornadoMath.abs(b - a) / (size > " + one + " ? size : "
                                + one + ");")
                        .line("return a == b | a != a & b != b ? " + zero + " : rest == rest ? rest : "
                                + names.number(Double.POSITIVE_INFINITY) + ";");
            case HALF -> ShortFloats.half();
            case TO_HALF -> ShortFloats.toHalf();
            case BRAIN -> ShortFloats.brain();
            case TO_BRAIN -> ShortFloats.toBrain();
            case POWER_OF_TWO -> ShortFloats.powerOfTwo();
        };
    }

    /// Abramowitz and Stegun 7.1.26 away from 0, the Taylor series near it: 2e-7 absolute.
    private static Text erf() {
        return new Text()
                .line("// Abramowitz and Stegun 7.1.26; near 0 the Taylor series.")
                .line("final float a = TornadoMath.abs(x);")
                .line("final float t = 1.0f / (1.0f + 0.3275911f * a);")
                .line("final float p = t * (0.2548296f + t * (-0.28449672f + t * (1.4214138f + t * (-1.4531521f"
                        + " + t * 1.0614054f))));")
                .line("final float far = 1.0f - p * TornadoMath.exp(-a * a);")
                .line("final float s = x * x;")
                .line("final float near = x * (1.1283792f + s * (-0.37612638f + s * (0.112837918f"
                        + " + s * (-0.026866171f + s * 0.0052239777f))));")
                .line("return a < 0.5f ? near : x < 0.0f ? -far : far;");
    }

    private static Text exactErf() {
        return new Text()
                .line("// Abramowitz and Stegun 7.1.6 below 2.5; the continued fraction 7.1.14 above.")
                .line("final double a = TornadoMath.abs(x);")
                .line("double term = x;")
                .line("double sum = x;")
                .open("for (int n = 1; n < 60; n++)")
                .line("term = term * 2.0 * x * x / (2 * n + 1);")
                .line("sum = sum + term;")
                .close()
                .line("double tail = a < 1.0 ? 1.0 : a;")
                .open("for (int n = 60; n > 0; n--)")
                .line("tail = (a < 1.0 ? 1.0 : a) + n * 0.5 / tail;")
                .close()
                .line("final double rest = TornadoMath.exp(-a * a) / (tail * 1.772453850905516);")
                .line("return a < 2.5 ? sum * TornadoMath.exp(-a * a) * 1.1283791670955126"
                        + " : x > 0.0 ? 1.0 - rest : x < 0.0 ? rest - 1.0 : x;");
    }
}
