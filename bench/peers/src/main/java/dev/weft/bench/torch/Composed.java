package dev.weft.bench.torch;

import dev.weft.bench.Contestant;
import dev.weft.bench.Entry;
import dev.weft.bench.Problem;
import dev.weft.bench.Reference;
import dev.weft.bench.Variant;
import dev.weft.bench.peer.AdditiveMask;
import dev.weft.bench.peer.Scores;
import dev.weft.runtime.DType;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Attention in single steps, with all scores in memory: what is left where there is no fused operator.
/// OpenBLAS gets all threads. In place, where that is possible.
final class Composed {
    private static final String NAME = "torch, composed";

    private final Problem problem;
    private final int threads;
    private final Tensor q;
    private final Tensor k;
    private final Tensor v;

    Composed(Problem problem, int threads, Tensor q, Tensor k, Tensor v) {
        this.problem = problem;
        this.threads = threads;
        this.q = q;
        this.k = k;
        this.v = v;
    }

    Entry softcap(float cap) {
        return new Entry(NAME, () -> readySoftcap(cap));
    }

    Entry rerope(Variant.ReRope rerope) {
        return new Entry(NAME, () -> readyReRope(rerope));
    }

    private Contestant readySoftcap(float cap) {
        Scores.requireRoom(problem, 2);
        var inner = new Scalar(1 / (cap * Math.sqrt(problem.D())));
        var outer = new Scalar(cap);
        var memory = AdditiveMask.of(problem);
        var mask = Torch.view(memory);
        return run(
                () -> {
                    var scores = q.matmul(k.transpose(2, 3)).mul_(inner).tanh_().mul_(outer);
                    return scores.add_(mask).softmax(-1).matmul(v);
                },
                memory::close);
    }

    private Contestant readyReRope(Variant.ReRope rerope) {
        Scores.requireRoom(problem, 4);
        var keys = new Turn(j -> j, _ -> 1);
        IntToDoubleFunction scale =
                i -> Reference.logScale(problem.position(i), rerope.trained()) / Math.sqrt(problem.D());
        var near = new Turn(problem::position, scale);
        var far = new Turn(_ -> rerope.w(), scale);
        var memory = AdditiveMask.of(problem);
        var mask = Torch.view(memory);
        var isNear = isNear(rerope.w());
        return run(
                () -> {
                    var nearScores = near.of(q).matmul(keys.of(k).transpose(2, 3));
                    var farScores = far.of(q).matmul(k.transpose(2, 3));
                    var scores = torch.where(isNear, nearScores, farScores);
                    return scores.add_(mask).softmax(-1).matmul(v);
                },
                () -> {
                    keys.close();
                    near.close();
                    far.close();
                    isNear.close();
                    memory.close();
                });
    }

    private Tensor isNear(int w) {
        try (var memory = dev.weft.runtime.Tensor.allocate(DType.F32, problem.N(), problem.M())) {
            for (var i = 0; i < problem.N(); i++) {
                for (var j = 0; j < problem.M(); j++) {
                    memory.set((long) i * problem.M() + j, problem.position(i) - j < w ? 1 : 0);
                }
            }
            return Torch.view(memory).to(torch.ScalarType.Bool);
        }
    }

    private Contestant run(Supplier<Tensor> work, Runnable free) {
        return new TorchRun(problem.N(), threads, work, free);
    }

    /// A rotation of every row by its position, times a factor, from tables of cosines and sines.
    private final class Turn {
        private final dev.weft.runtime.Tensor cosines =
                dev.weft.runtime.Tensor.allocate(DType.F32, problem.M(), problem.D());
        private final dev.weft.runtime.Tensor sines =
                dev.weft.runtime.Tensor.allocate(DType.F32, problem.M(), problem.D());
        private final Tensor cosine = Torch.view(cosines);
        private final Tensor sine = Torch.view(sines);
        private final int half = problem.D() / 2;

        Turn(IntUnaryOperator position, IntToDoubleFunction factor) {
            for (var row = 0; row < problem.M(); row++) {
                for (var m = 0; m < half; m++) {
                    var angle = position.applyAsInt(row) * Math.pow(10_000, -(double) m / half);
                    var at = (long) row * problem.D() + m;
                    cosines.set(at, factor.applyAsDouble(row) * Math.cos(angle));
                    cosines.set(at + half, factor.applyAsDouble(row) * Math.cos(angle));
                    sines.set(at, -factor.applyAsDouble(row) * Math.sin(angle));
                    sines.set(at + half, factor.applyAsDouble(row) * Math.sin(angle));
                }
            }
        }

        Tensor of(Tensor x) {
            var swapped = torch.cat(new TensorVector(x.narrow(3, half, half), x.narrow(3, 0, half)), 3);
            return x.mul(cosine).add_(swapped.mul_(sine));
        }

        void close() {
            cosines.close();
            sines.close();
        }
    }
}
