package dev.weft.bench.onnx;

import dev.weft.bench.Problem;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;

/// How heads and tokens lie in memory.
enum Layout {
    /// `[1, H, N, D]`
    HEADS_FIRST,
    /// `[1, N, H D]`
    TOKENS_FIRST;

    /// Where an element of the output lies.
    long offset(Problem problem, int h, int i, int d) {
        return switch (this) {
            case HEADS_FIRST -> ((long) h * problem.N() + i) * problem.D() + d;
            case TOKENS_FIRST -> ((long) i * problem.H() + h) * problem.D() + d;
        };
    }

    /// Memory for the output.
    Tensor output(Problem problem) {
        return switch (this) {
            case HEADS_FIRST -> Tensor.allocate(DType.F32, 1, problem.H(), problem.N(), problem.D());
            case TOKENS_FIRST -> Tensor.allocate(DType.F32, 1, problem.N(), (long) problem.H() * problem.D());
        };
    }

    /// The rows of `[1, H, N, D]` from `first` on, tokens first.
    static Tensor tokensFirst(Tensor tensor, int first) {
        var heads = tensor.size(1);
        var rows = tensor.size(2) - first;
        var size = tensor.size(3);
        var turned = Tensor.allocate(DType.F32, 1, rows, heads * size);
        for (var h = 0L; h < heads; h++) {
            for (var row = 0L; row < rows; row++) {
                for (var d = 0L; d < size; d++) {
                    turned.set((row * heads + h) * size + d, tensor.get(tensor.offset(0, h, first + row, d)));
                }
            }
        }
        return turned;
    }
}
