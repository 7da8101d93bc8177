package dev.weft.bench.torch;

import dev.weft.bench.Entry;
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

/// `scaled_dot_product_attention`. It runs its products on threads of its own, so OpenBLAS gets one for
/// each.
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
    Entry unmasked() {
        return entry(NAME, () -> attention(q, k, v, new TensorOptional(), false));
    }

    /// Every query sees every key, and there is one per head: queries of a group become rows of one head.
    Entry groupsAsRows() {
        var perGroup = problem.H() / problem.G();
        var rows = q.view(problem.B(), problem.G(), perGroup, problem.D());
        return entry(NAME + ", groups as rows", () -> attention(rows, k, v, new TensorOptional(), false));
    }

    Entry causal() {
        return entry(NAME + ", is_causal", () -> attention(q, k, v, new TensorOptional(), true));
    }

    /// With a mask that is added to the scores.
    Entry masked() {
        return new Entry(NAME + ", mask", () -> {
            var memory = AdditiveMask.of(problem);
            var mask = new TensorOptional(Torch.view(memory));
            return new TorchRun(problem.N(), 1, () -> attention(q, k, v, mask, false), memory::close);
        });
    }

    /// One causal attention per document, each into its part of the output.
    Entry byDocument(Variant.Packed packed) {
        return new Entry(NAME + ", a call per document", () -> {
            var documents = documents(packed);
            var memory =
                    dev.weft.runtime.Tensor.allocate(DType.F32, problem.B(), problem.H(), problem.N(), problem.D());
            var output = Torch.view(memory);
            return new TorchRun(problem.N(), 1, () -> byDocument(documents, output), memory::close);
        });
    }

    private Tensor byDocument(Iterable<Document> documents, Tensor output) {
        for (var document : documents) {
            var part = attention(document.of(q), document.of(k), document.of(v), new TensorOptional(), true);
            document.of(output).copy_(part);
        }
        return output.narrow(0, 0, problem.B());
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

    private Entry entry(String name, Supplier<Tensor> work) {
        return new Entry(name, () -> new TorchRun(problem.N(), 1, work, () -> {}));
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
