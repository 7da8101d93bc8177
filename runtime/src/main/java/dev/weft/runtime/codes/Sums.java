package dev.weft.runtime.codes;

/// How many vectors have each code, and their sums.
final class Sums {
    private final int[] counts;
    private final double[] sums;
    private final int depth;

    Sums(Codebook codes, float[] vectors, int[] nearest) {
        this.depth = codes.depth();
        this.counts = codes.usage(nearest);
        this.sums = new double[codes.count() * depth];
        for (int n = 0; n < nearest.length; n++) {
            int to = nearest[n] * depth;
            for (int d = 0; d < depth; d++) {
                sums[to + d] += vectors[n * depth + d];
            }
        }
    }

    int count(int code) {
        return counts[code];
    }

    double sum(int code, int entry) {
        return sums[code * depth + entry];
    }
}
