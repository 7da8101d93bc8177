package dev.weft.examples.minilm;

/// Brings every row to mean 0 and variance 1, then scales and shifts its entries.
final class LayerNorm {
    private static final double EPSILON = 1e-12;

    private final float[] weight;
    private final float[] bias;

    /// @param weight what entries are multiplied by, `[width]`
    /// @param bias what is added then, `[width]`
    LayerNorm(float[] weight, float[] bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /// Normalises every row.
    ///
    /// @param x `[rows, width]`
    /// @return `[rows, width]`
    float[] apply(float[] x) {
        int width = weight.length;
        var y = new float[x.length];
        for (int start = 0; start < x.length; start += width) {
            double mean = 0;
            for (int d = 0; d < width; d++) {
                mean += x[start + d] / width;
            }
            double variance = 0;
            for (int d = 0; d < width; d++) {
                variance += (x[start + d] - mean) * (x[start + d] - mean) / width;
            }
            double scale = 1 / Math.sqrt(variance + EPSILON);
            for (int d = 0; d < width; d++) {
                y[start + d] = (float) ((x[start + d] - mean) * scale * weight[d] + bias[d]);
            }
        }
        return y;
    }
}
