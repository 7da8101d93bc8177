package dev.weft.examples.minilm;

import dev.weft.runtime.math.Reals;

/// One layer of the encoder: tokens look at each other, then each thinks for itself.
///
/// @param attended the projection of what attention gives
/// @param inner the wide middle of the second half
/// @param outer back from there
record Layer(
        Linear query,
        Linear key,
        Linear value,
        Linear attended,
        LayerNorm attendedNorm,
        Linear inner,
        Linear outer,
        LayerNorm outerNorm) {
    static Layer of(Weights weights, int number) {
        var path = "encoder/layer." + number;
        return new Layer(
                weights.linear(path + "/attention/self/query"),
                weights.linear(path + "/attention/self/key"),
                weights.linear(path + "/attention/self/value"),
                weights.linear(path + "/attention/output/dense"),
                weights.layerNorm(path + "/attention/output/LayerNorm"),
                weights.linear(path + "/intermediate/dense"),
                weights.linear(path + "/output/dense"),
                weights.layerNorm(path + "/output/LayerNorm"));
    }

    /// Makes a new vector of each token.
    ///
    /// @param x one per token, `[B, N, 384]`
    /// @return as many
    float[] apply(float[] x, Attention attention) {
        float[] seen = attention.apply(query.apply(x), key.apply(x), value.apply(x));
        float[] y = attendedNorm.apply(sum(x, attended.apply(seen)));
        return outerNorm.apply(sum(y, outer.apply(gelu(inner.apply(y)))));
    }

    private static float[] sum(float[] x, float[] y) {
        var sum = new float[x.length];
        for (int n = 0; n < sum.length; n++) {
            sum[n] = x[n] + y[n];
        }
        return sum;
    }

    private static float[] gelu(float[] x) {
        var y = new float[x.length];
        for (int n = 0; n < y.length; n++) {
            y[n] = (float) Reals.gelu(x[n]);
        }
        return y;
    }
}
