package dev.weft.runtime.codes;

import java.util.SplittableRandom;

/// The codebook of SimVQ: codes that stay as they were drawn, times one matrix that is learned, `C
/// = E W`. Every code moves with each step, so that none dies. Once learned, `E W` is an ordinary
/// codebook: kernels and `nearest` know no difference.
///
/// Do not update such a codebook by moving averages as well ([MovingCodebook]).
///
/// Source: SimVQ (Zhu et al., 2024), section 4.
public final class TransformedCodebook {
    private TransformedCodebook() {}

    /// E as SimVQ draws it: normal numbers with variance 1/depth. The same seed gives the same codes.
    ///
    /// @return `[count, depth]`
    public static float[] frozen(int count, int depth, long seed) {
        var random = new SplittableRandom(seed);
        double scale = 1 / Math.sqrt(depth);
        var codes = new float[Math.multiplyExact(count, depth)];
        for (int at = 0; at < codes.length; at++) {
            codes[at] = (float) (random.nextGaussian() * scale);
        }
        return codes;
    }

    /// `E W`, each entry a sum in f32 over the entries of a frozen code in their order, fused.
    ///
    /// @param frozen E, `[count, inner]`
    /// @param weights W, `[inner, depth]`
    /// @throws IllegalArgumentException if the arrays have other lengths, or hold what is not finite
    public static Codebook of(float[] frozen, float[] weights, int count, int inner, int depth) {
        Vectors.count("the frozen codes", frozen, inner, count);
        Vectors.count("the weights", weights, depth, inner);
        Vectors.requireFinite("frozen code", frozen, inner);
        Vectors.requireFinite("row of the weights", weights, depth);
        var panels = Panels.ofRows(weights, depth, inner);
        var padded = new float[Math.multiplyExact(count, panels.padded())];
        panels.accumulate(frozen, 0, padded, count);
        var codes = new float[count * depth];
        for (int s = 0; s < count; s++) {
            System.arraycopy(padded, s * panels.padded(), codes, s * depth, depth);
        }
        return Codebook.of(codes, count, depth);
    }
}
