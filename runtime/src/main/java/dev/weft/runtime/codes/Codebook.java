package dev.weft.runtime.codes;

import java.util.Arrays;

/// Codes, and the search for the nearest one that `nearest(k, c)` means in a spec: `argmin_s |x - c_s|²`,
/// found as the greatest of `x·c_s - |c_s|²/2` in f32, entry after entry and fused; of equal ones the
/// lowest. Every kernel and every machine finds the same code. Immutable; threads may share it.
///
/// Source: VQ-VAE (van den Oord et al., 2017), equation 1; Transformer-VQ (Lingle, 2023), definition 2.1.
public final class Codebook {
    private static final int AT_ONCE = 32;

    private final float[] rows;
    private final int count;
    private final int depth;
    private final Panels panels;
    private final float[] starts;

    private Codebook(float[] rows, int count, int depth) {
        this.rows = rows;
        this.count = count;
        this.depth = depth;
        this.panels = Panels.ofColumns(rows, count, depth);
        this.starts = new float[panels.padded()];
        for (int s = 0; s < count; s++) {
            float norm = 0;
            for (int d = 0; d < depth; d++) {
                norm = Math.fma(rows[s * depth + d], rows[s * depth + d], norm);
            }
            starts[s] = -0.5f * norm;
        }
    }

    /// Codes from memory, which is copied.
    ///
    /// @param rows `[count, depth]`, row by row
    /// @throws IllegalArgumentException if there is no code, if a code has no entry, if the array
    ///     has another
    ///     length, or if an entry is not finite
    public static Codebook of(float[] rows, int count, int depth) {
        if (count < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "a codebook of %d codes with %d entries is empty: give it at least one of each"
                            .formatted(count, depth));
        }
        Vectors.count("the codebook", rows, depth, count);
        Vectors.requireFinite("code", rows, depth);
        return new Codebook(rows.clone(), count, depth);
    }

    public int count() {
        return count;
    }

    public int depth() {
        return depth;
    }

    /// All codes, `[count, depth]`; a copy.
    public float[] toFloats() {
        return rows.clone();
    }

    /// Copies the code that stands for a vector.
    ///
    /// @param to where `depth` entries are written, from `at` on
    public void copy(int code, float[] to, int at) {
        System.arraycopy(rows, code * depth, to, at, depth);
    }

    /// The nearest code of each vector.
    ///
    /// @param vectors `[n, depth]`
    /// @throws IllegalArgumentException that names the first vector that holds NaN or is too large
    ///     to score
    public int[] nearest(float[] vectors) {
        var codes = new int[Vectors.count("the vectors", vectors, depth)];
        search(vectors, 0, codes.length, codes, 0);
        for (int n = 0; n < codes.length; n++) {
            if (codes[n] < 0) {
                throw new IllegalArgumentException(
                        "`nearest` finds no code: vector %d holds NaN or a number without bound. Cure: pass finite vectors"
                                .formatted(n));
            }
        }
        return codes;
    }

    /// The same for some of the vectors, into memory of the caller; -1 where no finite score decides.
    ///
    /// @param vectors those from entry `at` on
    /// @param codes written from `codesAt` on
    public void search(float[] vectors, int at, int n, int[] codes, int codesAt) {
        var scores = new float[Math.min(AT_ONCE, n) * panels.padded()];
        for (int first = 0; first < n; first += AT_ONCE) {
            int now = Math.min(AT_ONCE, n - first);
            for (int r = 0; r < now; r++) {
                System.arraycopy(starts, 0, scores, r * panels.padded(), starts.length);
            }
            panels.accumulate(vectors, at + first * depth, scores, now);
            for (int r = 0; r < now; r++) {
                codes[codesAt + first + r] = greatest(scores, r * panels.padded());
            }
        }
    }

    private int greatest(float[] scores, int at) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int s = 0; s < count; s++) {
            float score = scores[at + s];
            if (Float.isNaN(score)) {
                return -1;
            }
            if (score > most) {
                most = score;
                best = s;
            }
        }
        return Float.isInfinite(most) ? -1 : best;
    }

    /// `|x - c|²` of a vector and a code.
    ///
    /// @param at where the vector's entries begin
    public double distance(float[] vectors, int at, int code) {
        double sum = 0;
        for (int d = 0; d < depth; d++) {
            double off = (double) vectors[at + d] - rows[code * depth + d];
            sum += off * off;
        }
        return sum;
    }

    /// The mean of `|x - c|²` over vectors and their nearest codes: what learning makes small.
    ///
    /// @param vectors `[n, depth]`, at least one
    public double distortion(float[] vectors) {
        var codes = nearest(vectors);
        Vectors.requireSome("the vectors", codes.length);
        return distortion(vectors, codes);
    }

    double distortion(float[] vectors, int[] codes) {
        double sum = 0;
        for (int n = 0; n < codes.length; n++) {
            sum += distance(vectors, n * depth, codes[n]);
        }
        return sum / codes.length;
    }

    /// How many vectors have each code.
    ///
    /// @param codes as [#nearest] finds them
    /// @return `[count]`
    public int[] usage(int[] codes) {
        var usage = new int[count];
        for (int code : codes) {
            usage[code]++;
        }
        return usage;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Codebook book && depth == book.depth && Arrays.equals(rows, book.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    /// `512 codes of 64`
    @Override
    public String toString() {
        return count + " codes of " + depth;
    }
}
