package dev.weft.bench.onnx;

import dev.weft.bench.Problem;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;

/// How heads and tokens lie in memory.
enum Layout {
    /// `[B, H, N, D]`
    HEADS_FIRST,
    /// `[B, N, H D]`
    TOKENS_FIRST;

    /// Where an element of the output lies.
    long offset(Problem problem, int b, int h, int i, int d) {
        return switch (this) {
            case HEADS_FIRST -> (((long) b * problem.H() + h) * problem.N() + i) * problem.D() + d;
            case TOKENS_FIRST -> (((long) b * problem.N() + i) * problem.H() + h) * problem.D() + d;
        };
    }

    /// Memory for the output.
    Tensor output(Problem problem) {
        return switch (this) {
            case HEADS_FIRST -> Tensor.allocate(DType.F32, problem.B(), problem.H(), problem.N(), problem.D());
            case TOKENS_FIRST -> Tensor.allocate(DType.F32, problem.B(), problem.N(), (long) problem.H() * problem.D());
        };
    }

    /// The rows of `[B, H, N, D]` from `first` on, tokens first.
    static Tensor tokensFirst(Tensor tensor, int first) {
        var sequences = tensor.size(0);
        var heads = tensor.size(1);
        var rows = tensor.size(2) - first;
        var size = tensor.size(3);
        var turned = Tensor.allocate(DType.F32, sequences, rows, heads * size);
        var at = 0L;
        for (var b = 0L; b < sequences; b++) {
            for (var row = 0L; row < rows; row++) {
                for (var h = 0L; h < heads; h++) {
                    for (var d = 0L; d < size; d++) {
                        turned.set(at++, tensor.get(tensor.offset(b, h, first + row, d)));
                    }
                }
            }
        }
        return turned;
    }
}
