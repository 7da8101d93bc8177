package demo;

/// How far two results lie apart.
final class Difference {
    private Difference() {}

    /// The greatest distance of two numbers at the same place; NaN if there is one anywhere.
    static double greatest(float[] actual, double[] expected) {
        double greatest = 0;
        for (int n = 0; n < expected.length; n++) {
            greatest = Math.max(greatest, Math.abs(actual[n] - expected[n]));
        }
        return greatest;
    }
}
