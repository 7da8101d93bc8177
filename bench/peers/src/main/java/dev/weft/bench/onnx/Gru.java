package dev.weft.bench.onnx;

import dev.weft.bench.Entry;
import dev.weft.bench.Recurrence;
import dev.weft.bench.RecurrentInputs;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.HashMap;
import java.util.List;

/// ONNX's operator `GRU`, with the reset gate behind the product. Its gates are in the order z, r, n, and
/// steps come before sequences.
final class Gru {
    private Gru() {}

    static Entry entry(Recurrence recurrence, RecurrentInputs inputs, int threads) {
        return new Entry("ONNX Runtime GRU", () -> {
            var sequences = recurrence.B();
            var size = recurrence.D();
            var node = Node.onnx("GRU")
                    .with("hidden_size", size)
                    .with("linear_before_reset", 1)
                    .in("x", "w", "r", "b", "", "h0")
                    .out("o");
            var tensors = new HashMap<String, Tensor>();
            tensors.put("x", stepsFirst(inputs.get("x")));
            tensors.put("w", joined(inputs, size, recurrence.X(), "Wz", "Wr", "Wn"));
            tensors.put("r", joined(inputs, size, size, "Uz", "Ur", "Un"));
            tensors.put("b", biases(inputs, size));
            tensors.put("h0", joined(inputs, sequences, size, "h0"));
            tensors.put("o", Tensor.allocate(DType.F32, recurrence.N(), 1, sequences, size));
            return new OnnxRun(
                    threads,
                    node,
                    (b, _, t, d) -> ((long) t * sequences + b) * size + d,
                    tensors,
                    List.copyOf(tensors.values()));
        });
    }

    /// `[N, B, X]` of `[B, N, X]`.
    private static Tensor stepsFirst(Tensor x) {
        var turned = Tensor.allocate(DType.F32, x.size(1), x.size(0), x.size(2));
        var at = 0L;
        for (var t = 0L; t < x.size(1); t++) {
            for (var b = 0L; b < x.size(0); b++) {
                for (var d = 0L; d < x.size(2); d++) {
                    turned.set(at++, x.get(x.offset(b, t, d)));
                }
            }
        }
        return turned;
    }

    /// `[1, rows of all, columns]`: the matrices one below the other.
    private static Tensor joined(RecurrentInputs inputs, long rows, long columns, String... names) {
        var joined = Tensor.allocate(DType.F32, 1, names.length * rows, columns);
        var at = 0L;
        for (var name : names) {
            at = append(inputs.get(name), joined, at);
        }
        return joined;
    }

    /// Those of the inputs, then those of the states, of which only the last gate has any.
    private static Tensor biases(RecurrentInputs inputs, long size) {
        var joined = Tensor.allocate(DType.F32, 1, 6 * size);
        var at = 0L;
        for (var name : List.of("bz", "br", "bn")) {
            at = append(inputs.get(name), joined, at);
        }
        append(inputs.get("cn"), joined, at + 2 * size);
        return joined;
    }

    private static long append(Tensor tensor, Tensor to, long at) {
        for (var n = 0L; n < tensor.elements(); n++) {
            to.set(at + n, tensor.get(n));
        }
        return at + tensor.elements();
    }
}
