package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.Text;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Writes the statements by which elementary functions of vectors are computed: as the body of a
/// method, or in the midst of other code. C2 stops inlining our methods at some number of nodes,
/// which a cell with a few such functions exceeds, and then allocates a vector for each call;
/// Java's own vector methods, which is all that is called here, it inlines still.
///
/// @param text receives the statements
/// @param local what a local is called
public record LaneFormulas(Text text, UnaryOperator<String> local) {
    private static final Set<String> NAMES = Set.of("exp2", "exp2Below", "exp", "sigmoid", "tanh");

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

    /// The same with a relative error of 9e-8, and 1 for f = 0: the greatest of a row's weights is exact.
    private static final double[] SHORT_POWERS = {
        0.0013264727123911552, 0.009671512644834346, 0.055507337434962556, 0.2402224208526202, 0.6931469775989927, 1.0
    };

    /// 1.5 * 2^23, and the bias of a float's exponent less 1: added to a number it rounds it to a whole n, and what
    /// is left in the low bits, moved to where exponents are, is 2^(n-1).
    private static final String ROUND = "12583038f";

    /// tanh(x) / x for |x| <= 8 as a quotient of polynomials in x^2, fitted to a relative error of
    /// 7e-9: the numerator's coefficients, and below them the denominator's.
    private static final double[][] TANH = {
        {1.523104821424699e-08, 2.1895137618741262e-05, 0.0035716278008714923, 0.13444523352283122, 0.9999999936188413},
        {8.522710874127696e-07, 0.0003411340098965884, 0.026164557139594327, 0.467778506935629, 1}
    };

    /// Whether there is a formula of that name.
    public static boolean has(String name) {
        return NAMES.contains(name);
    }

    /// Writes the function `name` of `x`.
    ///
    /// @return the expression of the result
    public String of(String name, String x) {
        return switch (name) {
            case "exp2" -> exp2(x);
            case "exp2Below" -> exp2Below(x);
            case "exp" -> exp(x);
            case "sigmoid" -> sigmoid(x);
            case "tanh" -> tanh(x);
            default -> throw new IllegalArgumentException("no formula for " + name);
        };
    }

    private String exp2(String x) {
        var y = define("y", between(x, "126f", "128f"));
        return power(y, POWERS);
    }

    private String exp2Below(String x) {
        return power(define("y", atLeast(x, "126f")), SHORT_POWERS);
    }

    private String power(String y, double[] powers) {
        var n = define("n", y + ".add(" + ROUND + ")");
        var f = define("f", y + ".sub(" + n + ".sub(" + ROUND + "))");
        return power(n, f, powers);
    }

    private String exp(String x) {
        var y = define("y", between(x, "87.3366f", "89f"));
        var t = define("t", y + ".mul(1.442695f)");
        var rest = define(
                "rest",
                y + ".fma(FloatVector.broadcast(REALS, 1.442695f), " + t + ".neg()).add(" + y + ".mul(1.925963e-8f))");
        var n = define("n", t + ".add(" + ROUND + ")");
        var f = define("f", t + ".sub(" + n + ".sub(" + ROUND + ")).add(" + rest + ")");
        return power(n, f, POWERS);
    }

    /// 2^(n-1) * 2^(f+1).
    private String power(String n, String f, double[] powers) {
        var p = local.apply("p");
        text.line("FloatVector " + p + " = FloatVector.broadcast(REALS, " + (float) (2 * powers[0]) + "f);");
        for (int k = 1; k < powers.length; k++) {
            text.line(
                    p + " = " + p + ".fma(" + f + ", FloatVector.broadcast(REALS, " + (float) (2 * powers[k]) + "f));");
        }
        return p + ".mul(" + n + ".reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())";
    }

    private String sigmoid(String x) {
        var power = exp2(define("t", x + ".mul(-1.442695f)"));
        return "FloatVector.broadcast(REALS, 1f).div(" + power + ".add(1f))";
    }

    private String tanh(String x) {
        var y = define("y", between(x, "8f", "8f"));
        var z = define("z", y + ".mul(" + y + ")");
        var p = polynomial("p", z, TANH[0]);
        var q = polynomial("q", z, TANH[1]);
        return y + ".mul(" + p + ").div(" + q + ")";
    }

    /// `x`, but at least `-low` and at most `high`; what is no number stays so.
    private static String between(String x, String low, String high) {
        return atLeast(x, low) + ".blend(" + high + ", " + x + ".compare(VectorOperators.GT, " + high + "))";
    }

    private static String atLeast(String x, String low) {
        return x + ".blend(-" + low + ", " + x + ".compare(VectorOperators.LT, -" + low + "))";
    }

    private String polynomial(String name, String z, double... coefficients) {
        var sum = local.apply(name);
        text.line("FloatVector " + sum + " = FloatVector.broadcast(REALS, " + (float) coefficients[0] + "f);");
        for (int k = 1; k < coefficients.length; k++) {
            text.line(sum + " = " + sum + ".fma(" + z + ", FloatVector.broadcast(REALS, " + (float) coefficients[k]
                    + "f));");
        }
        return sum;
    }

    private String define(String name, String code) {
        var known = local.apply(name);
        text.line("final FloatVector " + known + " = " + code + ";");
        return known;
    }
}
