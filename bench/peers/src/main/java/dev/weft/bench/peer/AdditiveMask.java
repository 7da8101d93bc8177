package dev.weft.bench.peer;

import dev.weft.bench.Problem;
import dev.weft.bench.Reference;
import dev.weft.bench.Variant;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.lang.foreign.ValueLayout;

/// Who sees whom, written out: a tensor that is added to the scores, `[1, H or 1, N, M]`. It holds minus infinity
/// where a key is not seen, else the bias (of ALiBi) or 0.
public final class AdditiveMask {
    /// A mask of more than a gibibyte is nothing that anybody would use.
    private static final long MOST_BYTES = 1L << 30;

    private AdditiveMask() {}

    /// Whether the mask is small enough.
    public static boolean isPossible(Problem problem) {
        return (long) heads(problem) * problem.N() * problem.M() * Float.BYTES <= MOST_BYTES;
    }

    /// The mask; the caller closes it.
    public static Tensor of(Problem problem) {
        var heads = heads(problem);
        var mask = Tensor.allocate(DType.F32, 1, heads, problem.N(), problem.M());
        var memory = mask.memory();
        var at = 0L;
        for (var h = 0; h < heads; h++) {
            for (var i = 0; i < problem.N(); i++) {
                for (var j = 0; j < problem.M(); j++) {
                    var value = problem.keeps(i, j) ? bias(problem, h, i, j) : Float.NEGATIVE_INFINITY;
                    memory.setAtIndex(ValueLayout.JAVA_FLOAT, at++, value);
                }
            }
        }
        return mask;
    }

    private static int heads(Problem problem) {
        return problem.variant() instanceof Variant.Alibi ? problem.H() : 1;
    }

    private static float bias(Problem problem, int h, int i, int j) {
        return problem.variant() instanceof Variant.Alibi
                ? (float) (-Reference.slope(h, problem.H()) * Math.abs(problem.position(i) - j))
                : 0;
    }
}
