package dev.weft.bench;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.SplittableRandom;

/// The numbers of the case `codes`: normal, the same in every process.
///
/// @param q `[1, 1, N, D]`, likewise k and v
/// @param c codes, `[S, D]`
/// @param r the bias by distance
record CodedInputs(Tensor q, Tensor k, Tensor v, Tensor c, Tensor r) implements AutoCloseable {
    static CodedInputs of(int tokens) {
        return new CodedInputs(
                normal(1, 1, 1, tokens, Coded.DEPTH),
                normal(2, 1, 1, tokens, Coded.DEPTH),
                normal(3, 1, 1, tokens, Coded.DEPTH),
                normal(4, Coded.CODES, Coded.DEPTH),
                normal(5, 2 * Coded.BLOCK));
    }

    private static Tensor normal(long seed, long... shape) {
        var random = new SplittableRandom(seed);
        var tensor = Tensor.allocate(DType.F32, shape);
        for (var n = 0L; n < tensor.elements(); n++) {
            tensor.set(n, random.nextGaussian());
        }
        return tensor;
    }

    /// Some tokens of a tensor, in memory of their own.
    static Tensor part(Tensor all, int from, int count) {
        var part = Tensor.allocate(DType.F32, 1, 1, count, Coded.DEPTH);
        var row = (long) Coded.DEPTH * Float.BYTES;
        part.memory().copyFrom(all.memory().asSlice(from * row, count * row));
        return part;
    }

    @Override
    public void close() {
        q.close();
        k.close();
        v.close();
        c.close();
        r.close();
    }
}
