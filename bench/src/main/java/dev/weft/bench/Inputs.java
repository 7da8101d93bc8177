package dev.weft.bench;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.SplittableRandom;

/// The numbers that every contestant of a race is given: normal, the same in every process. Nobody writes to them.
///
/// @param q `[1, H, N, D]`
/// @param k `[1, G, M, D]`
/// @param v `[1, G, M, D]`
public record Inputs(Tensor q, Tensor k, Tensor v) implements AutoCloseable {
    public static Inputs of(Problem problem) {
        return new Inputs(
                normal(1, 1, problem.H(), problem.N(), problem.D()),
                normal(2, 1, problem.G(), problem.M(), problem.D()),
                normal(3, 1, problem.G(), problem.M(), problem.D()));
    }

    private static Tensor normal(long seed, long... shape) {
        var random = new SplittableRandom(seed);
        var tensor = Tensor.allocate(DType.F32, shape);
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
