package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.JvmForm;
import java.util.List;

/// Writes elementary functions of vectors, and what makes numbers of their lanes.
record LaneFunctions(JvmForm form) {
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

    /// Coefficients of (tanh(x) / x - 1) / x^2 in x^2 for |x| <= 5/8: interpolation at the Chebyshev
    /// points, relative error 2e-8.
    private static final double[] TANH = {
        -0.006096714166068029, 0.02099717899919402, -0.05385090957854022, 0.1333276973697457, -0.3333332894413427
    };

    List<Text> methods() {
        var lanes = new Transposition(form);
        return List.of(exp2(), exp(), sigmoid(), tanh(), lanes.maxima(), lanes.sums());
    }

    private static Text exp2() {
        var text = new Text()
                .line(
                        "// 2^x = 2^(n-1) * 2^(f+1): adding 1.5 * 2^23 rounds x to n and leaves n in the low bits. Below 128 the")
                .line("// result is finite; from 128 on it is infinite; below -125.5 it is 0, for -inf too.")
                .open("public static FloatVector exp2(FloatVector x)")
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

    /// The library's own, since Java's differs in last bits between compiled code and code that is not
    /// yet: a recurrence that forgets nothing shows them.
    private static Text exp() {
        var text = new Text()
                .line(
                        "// e^x = 2^(x log2(e)), the product with the bits that a float has no room for; otherwise as exp2.")
                .open("public static FloatVector exp(FloatVector x)")
                .line("FloatVector y = x.blend(-87.3366f, x.compare(VectorOperators.LT, -87.3366f))")
                .line("    .blend(89f, x.compare(VectorOperators.GT, 89f));")
                .line("FloatVector t = y.mul(1.442695f);")
                .line(
                        "FloatVector rest = y.fma(FloatVector.broadcast(REALS, 1.442695f), t.neg()).add(y.mul(1.925963e-8f));")
                .line("FloatVector n = t.add(12582912f);")
                .line("FloatVector f = t.sub(n.sub(12582912f)).add(rest);");
        return power(text).close();
    }

    private static Text sigmoid() {
        return new Text()
                .line("// 1 / (1 + e^-x)")
                .open("public static FloatVector sigmoid(FloatVector x)")
                .line("return FloatVector.broadcast(REALS, 1f).div(exp(x.neg()).add(1f));")
                .close();
    }

    private static Text tanh() {
        var text = new Text()
                .line("// Around 0 a polynomial; elsewhere (1 - e) / (1 + e) with e = exp(-2 |x|).")
                .open("public static FloatVector tanh(FloatVector x)")
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
}
