package dev.weft.bench;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.SplittableRandom;

/// The numbers that every contestant is given for a problem, stored as it says: normal, the same in every process.
/// Nobody writes to them.
///
/// @param q `[B, H, N, D]`
/// @param k `[B, G, M, D]`
/// @param v `[B, G, M, D]`
public record Inputs(Tensor q, Tensor k, Tensor v) implements AutoCloseable {
    public static Inputs of(Problem problem) {
        var storage = problem.storage();
        return new Inputs(
                normal(1, storage, problem.B(), problem.H(), problem.N(), problem.D()),
                normal(2, storage, problem.B(), problem.G(), problem.M(), problem.D()),
                normal(3, storage, problem.B(), problem.G(), problem.M(), problem.D()));
    }

    private static Tensor normal(long seed, DType storage, long... shape) {
        var random = new SplittableRandom(seed);
        var tensor = Tensor.allocate(storage, shape);
        for (var n = 0L; n < tensor.elements(); n++) {
            tensor.set(n, random.nextGaussian());
        }
        return tensor;
    }

    @Override
    public void close() {
        q.close();
        k.close();
        v.close();
    }
}
