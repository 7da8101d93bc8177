package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.TileOp;
import java.util.List;

/// Functions that Java's library lacks, as methods of the generated class.
enum Function {
    EXP2("exp2"),
    EXP2_LANES("exp2"),
    EXP_LANES("exp"),
    SIGMOID_LANES("sigmoid"),
    TANH_LANES("tanh"),
    SIGMOID("sigmoid"),
    SOFTPLUS("softplus"),
    ERF("erf"),
    BRAIN("brain"),
    CHECKED("checked"),
    HALF_LANES("half"),
    BRAIN_LANES("brain"),
    LOAD("load"),
    LOAD_HALF("loadHalves"),
    LOAD_BRAIN("loadBrains"),
    ROW_MAXIMA("maxima"),
    ROW_SUMS("sums"),
    NEAR("near"),
    NEAR_HALVES("nearHalves");

    /// Coefficients of 2^f for |f| <= 1/2: interpolation at the Chebyshev points, relative error 3e-9.
    private static final double[] POWERS = {
        0.00015461444724808513,
        0.0013400428177711937,
        0.00961805667843204,
        0.05550327226669895,
        0.24022650922289554,
        0.6931472067028329,
        1.0
    };

    /// Coefficients of (tanh(x) / x - 1) / x^2 in x^2 for |x| <= 5/8: interpolation at the Chebyshev points,
    /// relative error 2e-8.
    private static final double[] TANH = {
        -0.006096714166068029, 0.02099717899919402, -0.05385090957854022, 0.1333276973697457, -0.3333332894413427
    };

    private final String method;

    Function(String method) {
        this.method = method;
    }

    String method() {
        return method;
    }

    /// Whether there is a function that reads a row of such elements as floats.
    static boolean loads(ElementType type) {
        return switch (type) {
            case F16, BF16, F32 -> true;
            case F64, I32, BOOL -> false;
        };
    }

    static Function load(ElementType type) {
        return switch (type) {
            case F16 -> LOAD_HALF;
            case BF16 -> LOAD_BRAIN;
            case F32 -> LOAD;
            case F64, I32, BOOL -> throw new IllegalStateException("weave: no row of floats from " + type);
        };
    }

    /// The functions that this one calls.
    List<Function> needs() {
        return switch (this) {
            case LOAD_HALF -> List.of(HALF_LANES);
            case LOAD_BRAIN -> List.of(BRAIN_LANES);
            case SIGMOID_LANES -> List.of(EXP_LANES);
            case TANH_LANES -> List.of(EXP2_LANES);
            case EXP2, EXP2_LANES, EXP_LANES, SIGMOID, SOFTPLUS, ERF, BRAIN, CHECKED -> List.of();
            case HALF_LANES, BRAIN_LANES, LOAD, ROW_MAXIMA, ROW_SUMS, NEAR, NEAR_HALVES -> List.of();
        };
    }

    /// The method's source.
    Text source(Names names) {
        return switch (this) {
            case EXP2 -> names.wide() ? wideExp2() : exp2();
            case EXP2_LANES -> exp2Lanes();
            case EXP_LANES -> expLanes();
            case SIGMOID_LANES ->
                new Text()
                        .open("private static FloatVector sigmoid(FloatVector x)")
                        .line("return FloatVector.broadcast(REALS, 1f).div(exp(x.neg()).add(1f));")
                        .close();
            case TANH_LANES -> tanhLanes();
            case SIGMOID ->
                new Text()
                        .open("private static double sigmoid(double x)")
                        .line("return 1 / (1 + Math.exp(-x));")
                        .close();
            case SOFTPLUS ->
                new Text()
                        .open("private static double softplus(double x)")
                        .line("return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));")
                        .close();
            case ERF -> erf();
            case BRAIN -> brain();
            case CHECKED -> checked();
            case LOAD -> load();
            case HALF_LANES -> ShortLanes.half(names.form().lanes());
            case BRAIN_LANES -> ShortLanes.brain(names.form().lanes());
            case LOAD_HALF -> ShortLanes.load(method, HALF_LANES.method, "Float.float16ToFloat(x)");
            case LOAD_BRAIN -> ShortLanes.load(method, BRAIN_LANES.method, "Float.intBitsToFloat(x << 16)");
            case ROW_MAXIMA -> new TurnCode(names).reduction(method, TileOp.Reduction.MAX);
            case ROW_SUMS -> new TurnCode(names).reduction(method, TileOp.Reduction.SUM);
            case NEAR -> NearCode.floats();
            case NEAR_HALVES -> NearCode.halves(names.form().lanes());
        };
    }

    private static Text wideExp2() {
        return new Text()
                .open("private static double exp2(double x)")
                .line("return Math.pow(2, x);")
                .close();
    }

    private static Text exp2() {
        var text = new Text()
                .line(
                        "// 2^x = 2^(n-1) * 2^(f+1): adding 1.5 * 2^23 rounds x to n and leaves n in the low bits. Below 128 the")
                .line("// result is finite; from 128 on it is infinite; below -125.5 it is 0, for -inf too.")
                .open("private static float exp2(float x)")
                .line("float y = x < -126f ? -126f : x > 128f ? 128f : x;")
                .line("float n = y + 12582912f;")
                .line("float f = y - (n - 12582912f);")
                .line("float p = " + (float) (2 * POWERS[0]) + "f;");
        for (int k = 1; k < POWERS.length; k++) {
            text.line("p = p * f + " + (float) (2 * POWERS[k]) + "f;");
        }
        return text.line("return p * Float.intBitsToFloat((Float.floatToRawIntBits(n) + 126) << 23);")
                .close();
    }

    private static Text exp2Lanes() {
        var text = new Text()
                .line(
                        "// 2^x = 2^(n-1) * 2^(f+1): adding 1.5 * 2^23 rounds x to n and leaves n in the low bits. Below 128 the")
                .line("// result is finite; from 128 on it is infinite; below -125.5 it is 0, for -inf too.")
                .open("private static FloatVector exp2(FloatVector x)")
                .line("FloatVector y = x.blend(-126f, x.compare(VectorOperators.LT, -126f))")
                .line("    .blend(128f, x.compare(VectorOperators.GT, 128f));")
                .line("FloatVector n = y.add(12582912f);")
                .line("FloatVector f = y.sub(n.sub(12582912f));");
        return power(text).close();
    }

    /// 2^(n-1) * 2^(f+1), of the locals `n` and `f`.
    private static Text power(Text text) {
        text.line("FloatVector p = FloatVector.broadcast(REALS, " + (float) (2 * POWERS[0]) + "f);");
        for (int k = 1; k < POWERS.length; k++) {
            text.line("p = p.fma(f, FloatVector.broadcast(REALS, " + (float) (2 * POWERS[k]) + "f));");
        }
        return text.line(
                "return p.mul(n.reinterpretAsInts().add(126).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());");
    }

    /// The library's own, since Java's differs in last bits between compiled code and code that is not yet: a
    /// recurrence that forgets nothing shows them.
    private static Text expLanes() {
        var text = new Text()
                .line(
                        "// e^x = 2^(x log2(e)), the product with the bits that a float has no room for; otherwise as exp2.")
                .open("private static FloatVector exp(FloatVector x)")
                .line("FloatVector y = x.blend(-87.3366f, x.compare(VectorOperators.LT, -87.3366f))")
                .line("    .blend(89f, x.compare(VectorOperators.GT, 89f));")
                .line("FloatVector t = y.mul(1.442695f);")
                .line(
                        "FloatVector rest = y.fma(FloatVector.broadcast(REALS, 1.442695f), t.neg()).add(y.mul(1.925963e-8f));")
                .line("FloatVector n = t.add(12582912f);")
                .line("FloatVector f = t.sub(n.sub(12582912f)).add(rest);");
        return power(text).close();
    }

    private static Text tanhLanes() {
        var text = new Text()
                .line("// Around 0 a polynomial; elsewhere (1 - e) / (1 + e) with e = exp(-2 |x|).")
                .open("private static FloatVector tanh(FloatVector x)")
                .line("FloatVector a = x.abs();")
                .line("FloatVector e = exp2(a.mul(-2.88539f));")
                .line("FloatVector y = FloatVector.broadcast(REALS, 1f).sub(e).div(e.add(1f));")
                .line("FloatVector z = x.mul(x);")
                .line("FloatVector p = FloatVector.broadcast(REALS, " + (float) TANH[0] + "f);");
        for (int k = 1; k < TANH.length; k++) {
            text.line("p = p.fma(z, FloatVector.broadcast(REALS, " + (float) TANH[k] + "f));");
        }
        return text.line("y = y.blend(a.mul(z).fma(p, a), a.compare(VectorOperators.LT, 0.625f));")
                .line("return y.reinterpretAsInts().or(x.reinterpretAsInts().and(0x80000000)).reinterpretAsFloats();")
                .close();
    }

    private static Text erf() {
        return new Text()
                .line("// Abramowitz and Stegun 7.1.6 below 2.5; the continued fraction 7.1.14 above.")
                .open("private static double erf(double x)")
                .line("double a = Math.abs(x);")
                .open("if (a < 2.5)")
                .line("double term = x;")
                .line("double sum = x;")
                .open("for (int n = 1; n < 60; n++)")
                .line("term *= 2 * x * x / (2 * n + 1);")
                .line("sum += term;")
                .close()
                .line("return sum * Math.exp(-x * x) * 1.1283791670955126;")
                .close()
                .open("if (a > 6.5)")
                .line("return Math.signum(x);")
                .close()
                .line("double tail = a;")
                .open("for (int n = 60; n > 0; n--)")
                .line("tail = a + n * 0.5 / tail;")
                .close()
                .line("double rest = Math.exp(-a * a) / (tail * 1.772453850905516);")
                .line("return x > 0 ? 1 - rest : x < 0 ? rest - 1 : x;")
                .close();
    }

    private static Text brain() {
        return new Text()
                .line("// The upper half of a float, rounded to nearest, ties to even.")
                .open("private static short brain(float x)")
                .line("int bits = Float.floatToRawIntBits(x);")
                .open("if (x != x)")
                .line("return (short) (bits >>> 16 | 0x40);")
                .close()
                .line("return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);")
                .close();
    }

    private static Text checked() {
        return new Text()
                .open("private static int checked(int index, int size, String tensor, int axis)")
                .open("if (index < 0 || index >= size)")
                .line("throw new IndexOutOfBoundsException(")
                .line(
                        "    KERNEL + \": index \" + index + \" into \" + tensor + \" is outside axis \" + axis + \" of size \" + size);")
                .close()
                .line("return index;")
                .close();
    }

    private static Text load() {
        return new Text()
                .line(
                        "// Reads a row of a tensor: a copy of so few elements by MemorySegment costs more than it copies.")
                .open("private static void load(MemorySegment from, long first, float[] to, int start, int count)")
                .line("int d = 0;")
                .open("for (; d <= count - LANES; d += LANES)")
                .line(
                        "FloatVector.fromMemorySegment(REALS, from, 4L * (first + d), ByteOrder.nativeOrder()).intoArray(to, start + d);")
                .close()
                .open("for (; d < count; d++)")
                .line("to[start + d] = from.get(ValueLayout.JAVA_FLOAT, 4L * (first + d));")
                .close()
                .close();
    }
}
