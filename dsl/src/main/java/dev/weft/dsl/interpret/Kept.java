package dev.weft.dsl.interpret;

import java.util.Arrays;

/// The keys that count in the row being evaluated, with their scores.
final class Kept {
    private int count;
    private int[] keys = new int[64];
    private double[] scores = new double[64];

    void clear() {
        count = 0;
    }

    void add(int key, double score) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            scores = Arrays.copyOf(scores, 2 * count);
        }
        keys[count] = key;
        scores[count] = score;
        count++;
    }

    int count() {
        return count;
    }

    int key(int n) {
        return keys[n];
    }

    double score(int n) {
        return scores[n];
    }

    /// The greatest score; minus infinity if nothing is kept; NaN if any score is.
    double max() {
        double max = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < count; n++) {
            max = Math.max(max, scores[n]);
        }
        return max;
    }

    /// The sum of `exp(score - shift)`.
    double sumExp(double shift) {
        double sum = 0;
        for (int n = 0; n < count; n++) {
            sum += Math.exp(scores[n] - shift);
        }
        return sum;
    }

    /// `log(sum of exp(score))`; minus infinity if nothing is kept.
    double logSumExp() {
        double max = max();
        return Double.isInfinite(max) ? max : max + Math.log(sumExp(max));
    }
}
