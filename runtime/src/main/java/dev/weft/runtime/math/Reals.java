package dev.weft.runtime.math;

/// The functions of the language that [Math] does not have, in double precision; cast for f32.
public final class Reals {
    private static final double LN2 = Math.log(2);

    private Reals() {}

    /// The error function, to about 1e-16.
    public static double erf(double x) {
        return Erf.of(x);
    }

    /// `2^x`.
    public static double exp2(double x) {
        return Math.pow(2, x);
    }

    /// The logarithm to base 2; exact for powers of two.
    public static double log2(double x) {
        var exponent = Math.getExponent(x);
        var normal = exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT && x > 0;
        return normal ? exponent + Math.log(Math.scalb(x, -exponent)) / LN2 : Math.log(x) / LN2;
    }

    /// `1 / sqrt(x)`.
    public static double rsqrt(double x) {
        return 1 / Math.sqrt(x);
    }

    /// `1 / (1 + exp(-x))`, without overflow on either side.
    public static double sigmoid(double x) {
        var e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /// `max(x, 0)`; NaN stays NaN.
    public static double relu(double x) {
        return Math.max(x, 0.0);
    }

    /// `x * sigmoid(x)`, as IEEE has it: NaN at minus infinity.
    public static double silu(double x) {
        return x * sigmoid(x);
    }

    /// `x / 2 * (1 + erf(x / sqrt(2)))`, as IEEE has it: NaN at minus infinity.
    public static double gelu(double x) {
        return 0.5 * x * (1 + erf(x * Math.sqrt(0.5)));
    }

    /// `log(1 + exp(x))`, without overflow.
    public static double softplus(double x) {
        return Math.max(x, 0.0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
