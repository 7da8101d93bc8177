package dev.weft.bench;

/// One attention to compute, of one sequence, in f32: queries `[H, N, D]`, keys and values `[G, M, D]`. The N queries
/// are the last of M tokens, and every `H / G` heads of queries share one of keys and values.
///
/// @param name what it is called on the command line and in reports
public record Problem(String name, Variant variant, Measure measure, int H, int G, int N, int M, int D) {
    /// What limits a problem, and so what its speed is counted in.
    public enum Measure {
        /// Useful floating-point operations.
        FLOPS,
        /// Bytes of keys and values that must be read.
        BYTES
    }

    public Problem {
        if (H < 1 || G < 1 || H % G != 0 || N < 1 || N > M || D < 1) {
            throw new IllegalArgumentException("no attention: H=%d, G=%d, N=%d, M=%d, D=%d".formatted(H, G, N, M, D));
        }
    }

    /// The position of query `i`.
    public int position(int i) {
        return i + M - N;
    }

    /// Whether query `i` sees key `j`.
    public boolean keeps(int i, int j) {
        return variant.keeps(position(i), j, M);
    }

    /// How many pairs of a query and a key are kept, in all heads.
    public long pairs() {
        var kept = 0L;
        for (var i = 0; i < N; i++) {
            for (var j = 0; j < M; j++) {
                if (keeps(i, j)) {
                    kept++;
                }
            }
        }
        return H * kept;
    }

    /// Floating-point operations that are useful: 2 D for the score of a kept pair, 2 D for its share of the value.
    public long flops() {
        return 4L * D * pairs();
    }

    /// Bytes of keys and values, each read once.
    public long bytes() {
        return 2L * G * M * D * Float.BYTES;
    }

    /// What one run does, in the unit of [#measure()].
    public long work() {
        return switch (measure) {
            case FLOPS -> flops();
            case BYTES -> bytes();
        };
    }

    /// `H=8, N=1024, D=64`; G and M where they differ.
    public String sizes() {
        var heads = G == H ? "H=" + H : "H=%d:%d".formatted(H, G);
        var tokens = N == M ? "N=" + N : "N=%d, M=%d".formatted(N, M);
        return "%s, %s, D=%d".formatted(heads, tokens, D);
    }
}
