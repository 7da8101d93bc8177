package dev.weft.dsl.interpret;

/// The error function: by its series where that converges fast, by the continued fraction of its complement elsewhere
/// (Abramowitz and Stegun, 7.1.6 and 7.1.14). Error below 1e-15.
final class Erf {
    private static final double BORDER = 2.5;
    private static final double SQRT_PI = Math.sqrt(Math.PI);

    private Erf() {}

    static double erf(double x) {
        return Math.abs(x) < BORDER || Double.isNaN(x) ? series(x) : Math.signum(x) * (1 - fraction(Math.abs(x)));
    }

    /// `1 - erf(x)`, without cancellation for large x.
    static double erfc(double x) {
        if (x >= BORDER) {
            return fraction(x);
        }
        return x <= -BORDER ? 2 - fraction(-x) : 1 - series(x);
    }

    /// `2/sqrt(pi) exp(-x^2) (x + 2 x^3 / 3 + 4 x^5 / 15 + …)`: all terms have one sign.
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / SQRT_PI * Math.exp(-x * x) * sum;
    }

    /// `exp(-x^2) / sqrt(pi) / (x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …))))`, from the inside out.
    private static double fraction(double x) {
        double denominator = x;
        for (int n = 80; n >= 1; n--) {
            denominator = x + n / 2.0 / denominator;
        }
        return Math.exp(-x * x) / SQRT_PI / denominator;
    }
}
