package dev.weft.examples.minilm;

import java.util.stream.IntStream;

/// A linear layer, `y = x W + b` for every row x.
final class Linear {
    private final float[] weight;
    private final float[] bias;

    /// @param weight W, `[in, out]`
    /// @param bias b, `[out]`
    Linear(float[] weight, float[] bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /// Multiplies every row.
    ///
    /// @param x `[rows, in]`
    /// @return y, `[rows, out]`
    float[] apply(float[] x) {
        int out = bias.length;
        int in = weight.length / out;
        int rows = x.length / in;
        var y = new float[rows * out];
        IntStream.range(0, rows).parallel().forEach(row -> {
            var sums = bias.clone();
            for (int n = 0; n < in; n++) {
                float factor = x[row * in + n];
                for (int m = 0; m < out; m++) {
                    sums[m] += factor * weight[n * out + m];
                }
            }
            System.arraycopy(sums, 0, y, row * out, out);
        });
        return y;
    }
}
