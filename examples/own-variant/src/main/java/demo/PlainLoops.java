package demo;

/// The equations of `LearnedWindow.weft` as anyone would write them in Java: one query after the other, in double
/// precision. Arrays are laid out as the spec declares them, rows one after the other.
final class PlainLoops {
    private PlainLoops() {}

    /// @param bias `[H, W]`, in units of the score
    /// @param q `[B, N, H, D]`
    /// @param k `[B, N, G, D]`
    /// @param v `[B, N, G, D]`
    /// @return o, `[B, N, H, D]`
    static double[] attend(LearnedWindow.Sizes sizes, float[] bias, float[] q, float[] k, float[] v) {
        int N = sizes.N();
        int H = sizes.H();
        int G = sizes.G();
        int W = sizes.W();
        int D = sizes.D();
        var o = new double[q.length];
        for (int b = 0; b < sizes.B(); b++) {
            for (int i = 0; i < N; i++) {
                for (int h = 0; h < H; h++) {
                    int row = ((b * N + i) * H + h) * D;
                    double sum = 0;
                    for (int j = Math.max(0, i - W + 1); j <= i; j++) {
                        int key = ((b * N + j) * G + h / (H / G)) * D;
                        double product = 0;
                        for (int d = 0; d < D; d++) {
                            product += (double) q[row + d] * k[key + d];
                        }
                        double score = 30 * Math.tanh(product / Math.sqrt(D) / 30) + bias[h * W + i - j];
                        double weight = Math.exp(score);
                        sum += weight;
                        for (int d = 0; d < D; d++) {
                            o[row + d] += weight * v[key + d];
                        }
                    }
                    for (int d = 0; d < D; d++) {
                        o[row + d] /= sum;
                    }
                }
            }
        }
        return o;
    }
}
