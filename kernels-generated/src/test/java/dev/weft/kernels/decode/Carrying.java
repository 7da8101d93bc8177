package dev.weft.kernels.decode;

import dev.weft.kernels.vq.VqReRope;
import dev.weft.kernels.vq.VqToeplitz;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A state of folded keys, as applications hold it.
///
/// @param inputs of the kernel that it is the state of
/// @param weights tensors that stay open as long as the state
record Carrying(Map<String, Whole> inputs, List<Tensor> weights, AutoCloseable state, Append append)
        implements Decoder {
    /// What every state does with a token.
    interface Append {
        void append(Tensor q, Tensor k, Tensor v, Tensor o);
    }

    /// @param sequence of the kernel that it is the state of
    static Carrying of(Sequence sequence) {
        var inputs = sequence.inputs();
        var c = Sequence.known(inputs, "c").tensor(0, 0);
        int[] n = sequence.sizes(Map.of("N", 4, "M", 4));
        return switch (sequence.kernel().name()) {
            case "VqReRope" -> {
                var state = VqReRope.on(sequence.device())
                        .carry(new VqReRope.Sizes(n[0], n[1], n[2], n[3], n[4], n[5], n[6]), sequence.window(), c);
                yield new Carrying(inputs, List.of(c), state, state::append);
            }
            case "VqToeplitz" -> {
                var r = Sequence.known(inputs, "r").tensor(0, 0);
                var state = VqToeplitz.on(sequence.device())
                        .carry(new VqToeplitz.Sizes(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]), c, r);
                yield new Carrying(inputs, List.of(c, r), state, state::append);
            }
            default -> throw new AssertionError("no state is known for " + sequence.kernel().name());
        };
    }

    @Override
    public Map<String, double[]> next(int token) {
        try (var q = part("q", token);
                var k = part("k", token);
                var v = part("v", token);
                var o = Tensor.allocate(DType.F32, q.shape())) {
            append.append(q, k, v, o);
            var outs = new LinkedHashMap<String, double[]>();
            outs.put("o", o.toDoubles());
            return outs;
        }
    }

    private Tensor part(String name, int token) {
        return Sequence.known(inputs, name).tensor(token, token + 1);
    }

    @Override
    public void close() {
        try {
            state.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        weights.forEach(Tensor::close);
    }
}
