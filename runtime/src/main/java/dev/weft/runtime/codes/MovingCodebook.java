package dev.weft.runtime.codes;

import java.util.Comparator;
import java.util.stream.IntStream;

/// A codebook that follows the keys of one batch after another: k-means by exponential moving averages.
///
/// ```
/// csum_s <- g csum_s + (1 - g) sum_{j: z_j = s} k_j
/// ccnt_s <- g ccnt_s + (1 - g) |{j: z_j = s}|
/// c_s    =  csum_s / max(ccnt_s, 0.01)
/// ```
/// A code whose moving count has fallen below `alive` is dead: it takes the place of a key, the one
/// farthest from its code, then the next one, each key once; ties go to the first key. Without that
/// a dead code shrinks toward 0, where normalised keys never come. It begins anew with a moving
/// count of 1.
///
/// Update between sequences only: counts and means that were folded under other codes mean nothing.
///
/// Sources: VQ-VAE (van den Oord et al., 2017), appendix A.1; Transformer-VQ (Lingle, 2023), section 3.4,
/// whose g is 0.99; dead codes: Jukebox (Dhariwal et al., 2020), section 3. Not thread-safe.
public final class MovingCodebook {
    private static final double LEAST_COUNT = 0.01;

    private final double keep;
    private final double alive;
    private final double[] sums;
    private final double[] counts;
    private Codebook codes;

    /// Begins with some codes, each with a moving count of 1.
    ///
    /// @param keep g, how much of the past stays: at least 0 and below 1
    /// @param alive the least moving count of a live code, below 1; 0 replaces none
    /// @throws IllegalArgumentException if one of them is out of its range
    public MovingCodebook(Codebook first, double keep, double alive) {
        if (!(keep >= 0 && keep < 1)) {
            throw new IllegalArgumentException(
                    "keep is %s: it must be at least 0 and below 1, such as 0.99".formatted(keep));
        }
        if (!(alive >= 0 && alive < 1)) {
            throw new IllegalArgumentException(
                    "alive is %s: it must be at least 0 and below 1, the count of a new code".formatted(alive));
        }
        this.codes = first;
        this.keep = keep;
        this.alive = alive;
        this.counts = new double[first.count()];
        this.sums = new double[first.count() * first.depth()];
        var rows = first.toFloats();
        for (int s = 0; s < first.count(); s++) {
            begin(s, rows, s * first.depth());
        }
    }

    private void begin(int code, float[] from, int at) {
        counts[code] = 1;
        for (int d = 0; d < codes.depth(); d++) {
            sums[code * codes.depth() + d] = from[at + d];
        }
    }

    /// What a step has found.
    ///
    /// @param distortion the mean of `|k - c|²` before the codes moved
    /// @param used how many codes some key had
    /// @param replaced how many dead codes took the place of a key
    public record Step(double distortion, int used, int replaced) {}

    /// Moves the codes toward the keys of a batch.
    ///
    /// @param keys `[n, depth]`, at least one
    /// @throws IllegalArgumentException if a key is not finite, or the array is not made of whole
    ///     keys; nothing
    ///     has moved then
    public Step step(float[] keys) {
        int depth = codes.depth();
        int n = Vectors.count("the keys", keys, depth);
        Vectors.requireSome("the keys", n);
        Vectors.requireFinite("key", keys, depth);
        var nearest = codes.nearest(keys);
        var batch = new Sums(codes, keys, nearest);
        var distances = new double[n];
        double distortion = 0;
        for (int j = 0; j < n; j++) {
            distances[j] = codes.distance(keys, j * depth, nearest[j]);
            distortion += distances[j] / n;
        }
        int used = 0;
        for (int s = 0; s < codes.count(); s++) {
            used += batch.count(s) > 0 ? 1 : 0;
            counts[s] = keep * counts[s] + (1 - keep) * batch.count(s);
            for (int d = 0; d < depth; d++) {
                sums[s * depth + d] = keep * sums[s * depth + d] + (1 - keep) * batch.sum(s, d);
            }
        }
        int replaced = replace(keys, distances);
        codes = moved();
        return new Step(distortion, used, replaced);
    }

    private int replace(float[] keys, double[] distances) {
        var dead =
                IntStream.range(0, counts.length).filter(s -> counts[s] < alive).toArray();
        if (dead.length == 0) {
            return 0;
        }
        var farthest = IntStream.range(0, distances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -distances[j]))
                .limit(dead.length)
                .toList();
        for (int n = 0; n < farthest.size(); n++) {
            begin(dead[n], keys, farthest.get(n) * codes.depth());
        }
        return farthest.size();
    }

    private Codebook moved() {
        var rows = new float[sums.length];
        for (int at = 0; at < rows.length; at++) {
            rows[at] = (float) (sums[at] / Math.max(counts[at / codes.depth()], LEAST_COUNT));
        }
        return Codebook.of(rows, codes.count(), codes.depth());
    }

    /// The codes as they are now.
    public Codebook codes() {
        return codes;
    }

    /// The moving counts, `[count]`; a copy.
    public double[] counts() {
        return counts.clone();
    }
}
