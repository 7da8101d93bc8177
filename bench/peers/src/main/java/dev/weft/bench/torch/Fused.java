package dev.weft.bench.torch;

import dev.weft.bench.Contestant;
import dev.weft.bench.Problem;
import dev.weft.bench.Variant;
import dev.weft.bench.peer.AdditiveMask;
import dev.weft.runtime.DType;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// `scaled_dot_product_attention`. It runs its products on threads of its own, so OpenBLAS gets one for each.
final class Fused {
    private static final String NAME = "torch SDPA";

    private final Problem problem;
    private final Tensor q;
    private final Tensor k;
    private final Tensor v;

    Fused(Problem problem, Tensor q, Tensor k, Tensor v) {
        this.problem = problem;
        this.q = q;
        this.k = k;
        this.v = v;
    }

    /// Every query sees every key.
    Contestant unmasked() {
        return run(NAME, () -> attention(q, k, v, new TensorOptional(), false), () -> {});
    }

    /// Every query sees every key, and there is one per head: queries of a group become rows of one head.
    Contestant groupsAsRows() {
        var perGroup = problem.H() / problem.G();
        var rows = q.view(1, problem.G(), perGroup, problem.D());
        return run(NAME + ", groups as rows", () -> attention(rows, k, v, new TensorOptional(), false), () -> {});
    }

    Contestant causal() {
        return run(NAME + ", is_causal", () -> attention(q, k, v, new TensorOptional(), true), () -> {});
    }

    /// With a mask that is added to the scores.
    Contestant masked() {
        var memory = AdditiveMask.of(problem);
        var mask = new TensorOptional(Torch.view(memory));
        return run(NAME + ", mask", () -> attention(q, k, v, mask, false), memory::close);
    }

    /// One causal attention per document, each into its part of the output.
    Contestant byDocument(Variant.Packed packed) {
        var memory = dev.weft.runtime.Tensor.allocate(DType.F32, 1, problem.H(), problem.N(), problem.D());
        var output = Torch.view(memory);
        var documents = documents(packed);
        return run(
                NAME + ", a call per document",
                () -> {
                    for (var document : documents) {
                        var part =
                                attention(document.of(q), document.of(k), document.of(v), new TensorOptional(), true);
                        document.of(output).copy_(part);
                    }
                    return output.narrow(0, 0, 1);
                },
                memory::close);
    }

    private Iterable<Document> documents(Variant.Packed packed) {
        var documents = new ArrayList<Document>();
        var start = 0;
        for (var j = 1; j <= problem.M(); j++) {
            if (j == problem.M() || packed.document(j, problem.M()) != packed.document(start, problem.M())) {
                documents.add(new Document(start, j - start));
                start = j;
            }
        }
        return documents;
    }

    private Contestant run(String name, Supplier<Tensor> work, Runnable free) {
        return new TorchRun(name, problem, 1, work, free);
    }

    private Tensor attention(Tensor queries, Tensor keys, Tensor values, TensorOptional mask, boolean causal) {
        var grouped = queries.size(1) != keys.size(1);
        return torch.scaled_dot_product_attention(
                queries, keys, values, mask, 0, causal, new DoubleOptional(), grouped);
    }

    private record Document(int start, int length) {
        Tensor of(Tensor tensor) {
            return tensor.narrow(2, start, length);
        }
    }
}
