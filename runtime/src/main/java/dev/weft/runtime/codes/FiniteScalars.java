package dev.weft.runtime.codes;

/// Finite scalar quantisation: no codebook, each entry of a vector is bounded and rounded to one of a few
/// levels, and the code is their number in mixed radix.
///
/// ```
/// half = (L - 1) (1 + 0.001) / 2;   off = L even ? 1/2 : 0;   shift = atanh(off / half)
/// level = round(tanh(z + shift) half - off) + floor(L / 2), clamped to 0 ..< L
/// value = (level - floor(L / 2)) / floor(L / 2)                     from -1 on
/// code  = sum over i of level_i * product of the L before i
/// ```
/// `round` is half to even (`Math.rint`), as in the language's own `round`; arithmetic is in double
/// precision. Half up would give another level at the thresholds alone. The slack of 0.001, which lets the
/// outermost levels be reached, would go beyond them from L = 1002 on: hence the clamp. The shift is the
/// inverse of the bound, so that 0 keeps its level.
///
/// Source: Finite Scalar Quantization (Mentzer et al., 2023), section 3.1 and appendix A.1. Immutable.
public final class FiniteScalars {
    private static final double SLACK = 1e-3;

    private final int[] levels;
    private final int codes;

    /// A quantiser with these levels.
    ///
    /// @param levels L of each entry, at least 2
    /// @throws IllegalArgumentException if there are none, if one is below 2, or if there are more
    ///     codes than an
    ///     int counts
    public FiniteScalars(int... levels) {
        if (levels.length == 0) {
            throw new IllegalArgumentException("no levels: give each entry of a vector at least 2");
        }
        long product = 1;
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] < 2) {
                throw new IllegalArgumentException(
                        "entry %d has %d levels: it needs at least 2".formatted(i, levels[i]));
            }
            product *= levels[i];
            if (product > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("there are more codes than an int counts: use fewer levels");
            }
        }
        this.levels = levels.clone();
        this.codes = (int) product;
    }

    /// How many codes there are: the product of the levels.
    public int count() {
        return codes;
    }

    /// How many entries a vector has.
    public int depth() {
        return levels.length;
    }

    /// The codes of vectors.
    ///
    /// @param vectors `[n, depth]`; infinite entries are rounded to the outermost level
    /// @throws IllegalArgumentException that names the first entry that is NaN
    public int[] nearest(float[] vectors) {
        var found = new int[Vectors.count("the vectors", vectors, levels.length)];
        for (int n = 0; n < found.length; n++) {
            for (int i = levels.length - 1; i >= 0; i--) {
                float z = vectors[n * levels.length + i];
                if (Float.isNaN(z)) {
                    throw new IllegalArgumentException("vector %d holds NaN in entry %d".formatted(n, i));
                }
                found[n] = found[n] * levels[i] + level(z, levels[i]);
            }
        }
        return found;
    }

    private static int level(double z, int count) {
        double half = (count - 1) * (1 + SLACK) / 2;
        double off = count % 2 == 0 ? 0.5 : 0;
        double bounded = Math.tanh(z + atanh(off / half)) * half - off;
        return Math.clamp((long) Math.rint(bounded) + count / 2, 0, count - 1);
    }

    private static double atanh(double x) {
        return (Math.log1p(x) - Math.log1p(-x)) / 2;
    }

    /// The vectors that codes stand for, `[n, depth]`, entries from -1 to 1.
    ///
    /// @throws IllegalArgumentException that names a code out of range
    public float[] vectors(int... codes) {
        var vectors = new float[codes.length * levels.length];
        for (int n = 0; n < codes.length; n++) {
            if (codes[n] < 0 || codes[n] >= this.codes) {
                throw new IllegalArgumentException(
                        "code %d is %d, but there are %d codes".formatted(n, codes[n], this.codes));
            }
            int left = codes[n];
            for (int i = 0; i < levels.length; i++) {
                int half = levels[i] / 2;
                vectors[n * levels.length + i] = (float) (left % levels[i] - half) / half;
                left /= levels[i];
            }
        }
        return vectors;
    }
}
