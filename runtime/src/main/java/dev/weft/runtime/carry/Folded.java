package dev.weft.runtime.carry;

import java.util.Arrays;

/// What was folded: for every batch, group and code how many keys, and the running mean of each averaged
/// value, `n <- n + 1; mu <- mu + (v - mu) / n`, token by token in their order, in double precision: the
/// state depends on the tokens alone, not on how they were given.
///
/// Source: Transformer-VQ (Lingle, 2023), section 3.3 and its remark on stable means.
final class Folded {
    /// `[batches * groups, codes]`
    final int[] counts;

    /// For each averaged value `[batches * groups, codes, entries]`.
    final double[][] means;

    private final int[] entries;

    /// @param rows batches, times groups, times codes
    /// @param entries of each averaged value
    Folded(int rows, int... entries) {
        this.entries = entries.clone();
        counts = new int[rows];
        means = new double[entries.length][];
        for (int n = 0; n < entries.length; n++) {
            means[n] = new double[Math.multiplyExact(rows, entries[n])];
        }
    }

    void count(int row) {
        counts[row]++;
    }

    /// Folds a value into a row that has counted it.
    void add(int value, int row, float[] entry) {
        var mean = means[value];
        int width = entries[value];
        double share = 1.0 / counts[row];
        int at = row * width;
        for (int d = 0; d < width; d++) {
            mean[at + d] += (entry[d] - mean[at + d]) * share;
        }
    }

    void clear() {
        Arrays.fill(counts, 0);
        for (var mean : means) {
            Arrays.fill(mean, 0);
        }
    }

    void take(Folded other) {
        System.arraycopy(other.counts, 0, counts, 0, counts.length);
        for (int n = 0; n < means.length; n++) {
            System.arraycopy(other.means[n], 0, means[n], 0, means[n].length);
        }
    }
}
