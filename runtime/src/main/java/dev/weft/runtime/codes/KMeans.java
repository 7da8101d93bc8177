package dev.weft.runtime.codes;

import java.util.SplittableRandom;

/// Codebooks from keys that are there as a whole: k-means.
///
/// Sources: k-means++ (Arthur and Vassilvitskii, 2007), section 2.2; Lloyd's algorithm (Lloyd, 1982).
public final class KMeans {
    private KMeans() {}

    /// First codes by k-means++: a key at random, then keys with a probability that grows with the
    /// squared distance to the nearest code so far. The same seed gives the same codes. Where fewer
    /// keys differ than codes are asked for, some codes are equal, and the lower one is used.
    ///
    /// @param keys `[n, depth]`, at least one, all finite
    public static Codebook initial(float[] keys, int depth, int count, long seed) {
        int n = checked(keys, depth);
        var random = new SplittableRandom(seed);
        var codes = new float[Math.multiplyExact(Math.max(1, count), depth)];
        var nearest = new double[n];
        java.util.Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int s = 0; s < count; s++) {
            int chosen = s == 0 ? random.nextInt(n) : draw(nearest, random);
            System.arraycopy(keys, chosen * depth, codes, s * depth, depth);
            for (int j = 0; j < n; j++) {
                nearest[j] = Math.min(nearest[j], distance(keys, j * depth, codes, s * depth, depth));
            }
        }
        return Codebook.of(codes, count, depth);
    }

    private static int draw(double[] weights, SplittableRandom random) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = random.nextDouble() * sum;
        int last = random.nextInt(weights.length);
        for (int j = 0; j < weights.length; j++) {
            if (weights[j] > 0) {
                last = j;
                left -= weights[j];
                if (left < 0) {
                    return j;
                }
            }
        }
        return last;
    }

    private static double distance(float[] a, int aAt, float[] b, int bAt, int depth) {
        double sum = 0;
        for (int d = 0; d < depth; d++) {
            double off = (double) a[aAt + d] - b[bAt + d];
            sum += off * off;
        }
        return sum;
    }

    /// One step of Lloyd's: each code becomes the mean of the keys whose nearest code it is. A code
    /// without keys stays where it is. In exact arithmetic the distortion never rises; codes are f32, and
    /// of keys that lie far from 0 next to each other it may.
    ///
    /// @param keys `[n, depth]`, at least one, all finite
    public static Codebook step(Codebook codes, float[] keys) {
        checked(keys, codes.depth());
        return means(codes, keys, codes.nearest(keys));
    }

    private static Codebook means(Codebook codes, float[] keys, int[] nearest) {
        var sums = new Sums(codes, keys, nearest);
        var moved = codes.toFloats();
        for (int s = 0; s < codes.count(); s++) {
            for (int d = 0; d < codes.depth() && sums.count(s) > 0; d++) {
                moved[s * codes.depth() + d] = (float) (sums.sum(s, d) / sums.count(s));
            }
        }
        return Codebook.of(moved, codes.count(), codes.depth());
    }

    /// First codes, and steps until none moves a code or there have been `steps`; of all these codes
    /// those with the least distortion.
    ///
    /// @param keys `[n, depth]`, at least one, all finite
    public static Codebook learn(float[] keys, int depth, int count, long seed, int steps) {
        var codes = initial(keys, depth, count, seed);
        var best = codes;
        double least = Double.POSITIVE_INFINITY;
        for (int n = 0; n <= steps; n++) {
            var nearest = codes.nearest(keys);
            double distortion = codes.distortion(keys, nearest);
            if (distortion <= least) {
                best = codes;
                least = distortion;
            }
            var moved = means(codes, keys, nearest);
            if (moved.equals(codes)) {
                break;
            }
            codes = moved;
        }
        return best;
    }

    private static int checked(float[] keys, int depth) {
        int n = Vectors.count("the keys", keys, depth);
        Vectors.requireSome("the keys", n);
        Vectors.requireFinite("key", keys, depth);
        return n;
    }
}
