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

    /// tanh(x) / x for |x| <= 8 as a quotient of polynomials in x^2, fitted to a relative error of 7e-9: the
    /// numerator's
    /// coefficients, and below them the denominator's.
    private static final double[][] TANH = {
        {1.523104821424699e-08, 2.1895137618741262e-05, 0.0035716278008714923, 0.13444523352283122, 0.9999999936188413},
        {8.522710874127696e-07, 0.0003411340098965884, 0.026164557139594327, 0.467778506935629, 1}
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

    /// As few operations as can be, and those of tanh below: C2 gives up inlining a cell that has several of them if
    /// they
    /// are long, and allocates a vector for each.
    private static Text sigmoid() {
        return new Text()
                .line("// 1 / (1 + 2^(-x log2(e)))")
                .open("public static FloatVector sigmoid(FloatVector x)")
                .line("return FloatVector.broadcast(REALS, 1f).div(exp2(x.mul(-1.442695f)).add(1f));")
                .close();
    }

    private static Text tanh() {
        var text = new Text()
                .line("// A quotient of polynomials up to 8, where a float's tanh has come within an ulp of 1.")
                .open("public static FloatVector tanh(FloatVector x)")
                .line("FloatVector y = x.blend(-8f, x.compare(VectorOperators.LT, -8f))")
                .line("    .blend(8f, x.compare(VectorOperators.GT, 8f));")
                .line("FloatVector z = y.mul(y);");
        polynomial(text, "p", TANH[0]);
        polynomial(text, "q", TANH[1]);
        return text.line("return y.mul(p).div(q);").close();
    }

    /// A polynomial in `z`.
    private static void polynomial(Text text, String name, double... coefficients) {
        text.line("FloatVector " + name + " = FloatVector.broadcast(REALS, " + (float) coefficients[0] + "f);");
        for (int k = 1; k < coefficients.length; k++) {
            text.line(name + " = " + name + ".fma(z, FloatVector.broadcast(REALS, " + (float) coefficients[k] + "f));");
        }
    }
}
