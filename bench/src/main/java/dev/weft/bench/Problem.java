package dev.weft.bench;

import dev.weft.runtime.DType;
import java.util.Locale;

/// One attention to compute, of B sequences: queries `[B, H, N, D]`, keys and values `[B, G, M, D]`. The
/// N queries are the last of M tokens, and every `H / G` heads of queries share one of keys and values.
///
/// @param name what it is called on the command line and in reports
/// @param storage how inputs and outputs are stored; everybody computes in f32
public record Problem(
        String name, Variant variant, Measure measure, DType storage, int B, int H, int G, int N, int M, int D)
        implements Raced {
    /// What limits a problem, and so what its speed is counted in.
    public enum Measure {
        /// Useful floating-point operations.
        FLOPS,
        /// Bytes of keys and values that must be read.
        BYTES
    }

    public Problem {
        if (B < 1 || H < 1 || G < 1 || H % G != 0 || N < 1 || N > M || D < 1) {
            throw new IllegalArgumentException(
                    "no attention: B=%d, H=%d, G=%d, N=%d, M=%d, D=%d".formatted(B, H, G, N, M, D));
        }
    }

    /// The same of so many sequences.
    public Problem withBatch(int batch) {
        return new Problem(name, variant, measure, storage, batch, H, G, N, M, D);
    }

    /// The same with heads of another size.
    public Problem withHeadDim(int headDim) {
        return new Problem(name, variant, measure, storage, B, H, G, N, M, headDim);
    }

    /// The same with inputs and outputs stored in another way.
    public Problem storedAs(DType other) {
        return new Problem(name, variant, measure, other, B, H, G, N, M, D);
    }

    /// The position of query `i`.
    public int position(int i) {
        return i + M - N;
    }

    /// Whether query `i` sees key `j`.
    public boolean keeps(int i, int j) {
        return variant.keeps(position(i), j, M);
    }

    /// How many pairs of a query and a key are kept, in all heads of all sequences.
    public long pairs() {
        var kept = 0L;
        for (var i = 0; i < N; i++) {
            kept += variant.kept(position(i), M);
        }
        return (long) B * H * kept;
    }

    /// Floating-point operations that are useful: 2 D for the score of a kept pair, 2 D for its share of
    /// the value.
    public long flops() {
        return 4L * D * pairs();
    }

    /// Bytes of keys and values, each read once.
    public long bytes() {
        return 2 * keys() * storage.bytes();
    }

    /// Elements of all keys.
    public long keys() {
        return (long) B * G * M * D;
    }

    @Override
    public long work() {
        return switch (measure) {
            case FLOPS -> flops();
            case BYTES -> bytes();
        };
    }

    /// `H=8, N=1024, D=64`; B where there are several, G and M where they differ, the storage where it is
    /// not f32.
    @Override
    public String sizes() {
        var sequences = B == 1 ? "" : "B=%d, ".formatted(B);
        var heads = G == H ? "H=" + H : "H=%d:%d".formatted(H, G);
        var tokens = N == M ? "N=" + N : "N=%d, M=%d".formatted(N, M);
        var stored = storage == DType.F32 ? "" : ", " + storageName();
        return "%s%s, %s, D=%d%s".formatted(sequences, heads, tokens, D, stored);
    }

    /// `f16`
    public String storageName() {
        return storage.name().toLowerCase(Locale.ROOT);
    }
}
