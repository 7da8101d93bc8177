package dev.weft.bench.torch;

import dev.weft.bench.Engine;
import dev.weft.bench.Entry;
import dev.weft.bench.Inputs;
import dev.weft.bench.Problem;
import dev.weft.bench.Recurrence;
import dev.weft.bench.RecurrentInputs;
import dev.weft.bench.Variant;
import dev.weft.bench.peer.AdditiveMask;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// PyTorch on the CPU. Its `scaled_dot_product_attention` does what it can do, with a mask in memory
/// where it needs one; the rest of attention is composed of products and a softmax, as models in Python
/// do it.
public final class Torch implements Engine {
    private static final String VERSION = "2.10.0";
    private static final List<String> SLOWING = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

    @Override
    public String describe() {
        var slowed = SLOWING.stream().filter(System.getenv()::containsKey).toList();
        return "torch %s with OpenBLAS%s"
                .formatted(VERSION, slowed.isEmpty() ? "" : " (slowed down: %s is set)".formatted(slowed));
    }

    @Override
    public List<Entry> entries(Problem problem, Inputs inputs, int threads) {
        torch.set_num_threads(threads);
        var fused = new Fused(problem, view(inputs.q()), view(inputs.k()), view(inputs.v()));
        var composed = new Composed(problem, threads, view(inputs.q()), view(inputs.k()), view(inputs.v()));
        return switch (problem.variant()) {
            case Variant.Full() -> List.of(fused.unmasked());
            case Variant.Causal() when problem.N() == problem.M() -> List.of(fused.causal());
            case Variant.Causal() when problem.N() == 1 -> List.of(fused.unmasked(), fused.groupsAsRows());
            case Variant.Packed packed ->
                Stream.concat(Stream.of(fused.byDocument(packed)), masked(problem, fused).stream())
                        .toList();
            case Variant.Causal _, Variant.Window _, Variant.Alibi _ -> masked(problem, fused);
            case Variant.Softcap(float cap) ->
                AdditiveMask.isPossible(problem) ? List.of(composed.softcap(cap)) : List.of();
            case Variant.ReRope rerope ->
                AdditiveMask.isPossible(problem) ? List.of(composed.rerope(rerope)) : List.of();
            case Variant.Rope() -> List.of();
        };
    }

    @Override
    public List<Entry> entries(Recurrence recurrence, RecurrentInputs inputs, int threads) {
        torch.set_num_threads(threads);
        return switch (recurrence.cell()) {
            case GRU -> Gru.entries(recurrence, inputs, threads);
            case DIAGONAL_GRU -> List.of();
        };
    }

    private static List<Entry> masked(Problem problem, Fused fused) {
        return AdditiveMask.isPossible(problem) ? List.of(fused.masked()) : List.of();
    }

    /// Torch's view of our memory; as long as that lives.
    static Tensor view(dev.weft.runtime.Tensor tensor) {
        var floats =
                tensor.memory().asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
        return torch.from_blob(new FloatPointer(floats), tensor.shape());
    }
}
