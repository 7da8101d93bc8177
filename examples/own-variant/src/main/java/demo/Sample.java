package demo;

import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import java.util.SplittableRandom;

/// Inputs for `LearnedWindow`: normal numbers, and a bias that falls with the distance, faster for later heads.
///
/// @param bias `[H, W]`
/// @param q `[B, N, H, D]`
/// @param k `[B, N, G, D]`
/// @param v `[B, N, G, D]`
record Sample(LearnedWindow.Sizes sizes, float[] bias, float[] q, float[] k, float[] v) {
    static Sample of(LearnedWindow.Sizes sizes) {
        var random = new SplittableRandom(1);
        int tokens = sizes.B() * sizes.N();
        return new Sample(
                sizes,
                bias(sizes.H(), sizes.W()),
                normal(random, tokens * sizes.H() * sizes.D()),
                normal(random, tokens * sizes.G() * sizes.D()),
                normal(random, tokens * sizes.G() * sizes.D()));
    }

    /// What Weft makes of it.
    ///
    /// @return o, `[B, N, H, D]`
    float[] attend(Device device) {
        int B = sizes.B();
        int N = sizes.N();
        int H = sizes.H();
        int G = sizes.G();
        int D = sizes.D();
        try (var biases = Tensor.of(bias, H, sizes.W());
                var queries = Tensor.of(q, B, N, H, D);
                var keys = Tensor.of(k, B, N, G, D);
                var values = Tensor.of(v, B, N, G, D);
                var out = Tensor.allocate(DType.F32, B, N, H, D);
                var attention = LearnedWindow.on(device).plan(sizes)) {
            attention.run(biases, queries, keys, values, out);
            return out.toFloats();
        }
    }

    /// What plain loops make of it.
    ///
    /// @return o, `[B, N, H, D]`
    double[] attendPlainly() {
        return PlainLoops.attend(sizes, bias, q, k, v);
    }

    private static float[] bias(int heads, int distances) {
        var bias = new float[heads * distances];
        for (int h = 0; h < heads; h++) {
            for (int distance = 0; distance < distances; distance++) {
                bias[h * distances + distance] = (float) (-(h + 1) * Math.log1p(distance) / heads);
            }
        }
        return bias;
    }

    private static float[] normal(SplittableRandom random, int length) {
        var numbers = new float[length];
        for (int n = 0; n < length; n++) {
            numbers[n] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
