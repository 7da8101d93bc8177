package dev.weft.codegen.tile;

/// The error function to about 1e-15, by its series near 0 and its continued fraction far from it.
///
/// Source: Abramowitz and Stegun, 7.1.6 and 7.1.14.
final class ErrorFunction {
    private ErrorFunction() {}

    static double of(double x) {
        double a = Math.abs(x);
        double value = a < 2.5 ? series(a) : 1 - tail(a);
        return Double.isNaN(x) ? x : Math.copySign(value, x);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 80; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    private static double tail(double x) {
        if (x > 27) {
            return 0;
        }
        double fraction = x;
        for (int n = 120; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
    }
}
