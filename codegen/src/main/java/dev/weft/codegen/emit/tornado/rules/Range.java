package dev.weft.codegen.emit.tornado.rules;

/// From which to which number an expression may lie.
record Range(double least, double greatest) {
    static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    static final Range NOT_NEGATIVE = from(0);

    static Range from(double least) {
        return new Range(least, Double.POSITIVE_INFINITY);
    }

    static Range of(double value) {
        return Double.isNaN(value) ? ALL : new Range(value, value);
    }

    boolean isNotNegative() {
        return least >= 0;
    }

    boolean isEmpty() {
        return least > greatest;
    }

    /// What lies in either.
    Range join(Range other) {
        return new Range(Math.min(least, other.least), Math.max(greatest, other.greatest));
    }

    /// What lies in both.
    Range meet(Range other) {
        return new Range(Math.max(least, other.least), Math.min(greatest, other.greatest));
    }

    /// This, with each end that lies beyond the earlier one's at infinity.
    Range widened(Range earlier) {
        return new Range(
                least < earlier.least ? Double.NEGATIVE_INFINITY : least,
                greatest > earlier.greatest ? Double.POSITIVE_INFINITY : greatest);
    }

    Range negated() {
        return new Range(-greatest, -least);
    }

    Range plus(Range other) {
        return new Range(least + other.least, greatest + other.greatest);
    }

    Range times(Range other) {
        double a = product(least, other.least);
        double b = product(least, other.greatest);
        double c = product(greatest, other.least);
        double d = product(greatest, other.greatest);
        return new Range(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    /// Of what is not negative; nothing is known of other quotients.
    Range dividedBy(Range other) {
        return isNotNegative() && other.isNotNegative()
                ? new Range(0, other.least >= 1 ? greatest / other.least : Double.POSITIVE_INFINITY)
                : ALL;
    }

    /// The remainder of whole numbers, likewise.
    Range remainder(Range by) {
        return isNotNegative() && by.isNotNegative() ? new Range(0, Math.min(greatest, by.greatest)) : ALL;
    }

    Range min(Range other) {
        return new Range(Math.min(least, other.least), Math.min(greatest, other.greatest));
    }

    Range max(Range other) {
        return new Range(Math.max(least, other.least), Math.max(greatest, other.greatest));
    }
}
