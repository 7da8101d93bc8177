package dev.weft.runtime.math;

/// The error function, to about 1e-16.
///
/// Around each node `x_k = k / 8` it is a Taylor polynomial. The derivatives at a node follow from
/// the Hermite recurrence: with `g = 2 / sqrt(pi) * exp(-x²)`, the n-th derivative is `(-1)^(n-1) *
/// H_(n-1)(x) * g`. The values at the nodes below 2 come from the series `g * sum of 2^n x^(2n+1) /
/// (2n+1)!!`, whose terms are all positive; from 2 on they come from the continued fraction of `1 -
/// erf` (Abramowitz and Stegun 7.1.6, 7.1.14).
final class Erf {
    private static final int PER_UNIT = 8;
    /// erf(6) differs from 1 by 2e-17.
    private static final int END = 6;

    private static final int TERMS = 14;
    private static final int NODE_TERMS = 200;
    private static final double[] COEFFICIENTS = coefficients();

    private Erf() {}

    static double of(double x) {
        var magnitude = Math.abs(x);
        if (!(magnitude < END)) {
            return Double.isNaN(x) ? x : Math.copySign(1.0, x);
        }
        var node = (int) (magnitude * PER_UNIT + 0.5);
        var distance = magnitude - (double) node / PER_UNIT;
        var first = node * TERMS;
        var sum = 0.0;
        for (var n = TERMS - 1; n >= 0; n--) {
            sum = sum * distance + COEFFICIENTS[first + n];
        }
        return Math.copySign(sum, x);
    }

    private static double[] coefficients() {
        var table = new double[(END * PER_UNIT + 1) * TERMS];
        for (var node = 0; node <= END * PER_UNIT; node++) {
            var x = (double) node / PER_UNIT;
            var slope = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
            var first = node * TERMS;
            table[first] = at(x, slope);
            // With h_n = (-1)^n H_n(x): h_(n+1) = -2 x h_n - 2 n h_(n-1).
            var before = 0.0;
            var hermite = 1.0;
            var factorial = 1.0;
            for (var n = 1; n < TERMS; n++) {
                factorial *= n;
                table[first + n] = slope * hermite / factorial;
                var next = -2 * x * hermite - 2 * (n - 1) * before;
                before = hermite;
                hermite = next;
            }
        }
        return table;
    }

    private static double at(double x, double slope) {
        return x < 2 ? slope * series(x) : 1 - slope / 2 * fraction(x);
    }

    private static double series(double x) {
        var sum = 1.0;
        for (var n = NODE_TERMS; n >= 1; n--) {
            sum = 1 + 2 * x * x / (2 * n + 1) * sum;
        }
        return x * sum;
    }

    /// `1 / (x + (1/2) / (x + (2/2) / (x + (3/2) / (x + …))))`
    private static double fraction(double x) {
        var below = x;
        for (var n = NODE_TERMS; n >= 1; n--) {
            below = x + n / 2.0 / below;
        }
        return 1 / below;
    }
}
