package dev.weft.bench.onnx;

import dev.weft.bench.Contestant;
import dev.weft.bench.Entry;
import dev.weft.bench.Inputs;
import dev.weft.bench.Problem;
import dev.weft.bench.peer.AdditiveMask;
import dev.weft.bench.peer.Scores;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The operators, each with what it needs for one problem.
final class Operators {
    private static final String MASKED = ", mask";
    private static final String GROUP_QUERY = "ONNX Runtime GQA";

    private final Problem problem;
    private final Inputs inputs;
    private final int threads;

    Operators(Problem problem, Inputs inputs, int threads) {
        this.problem = problem;
        this.inputs = inputs;
        this.threads = threads;
    }

    Entry attention() {
        return attention("", Node.onnx("Attention"), false);
    }

    Entry causalAttention() {
        return attention(", is_causal", Node.onnx("Attention").with("is_causal", 1), false);
    }

    Entry softcappedAttention(float cap) {
        var node = Node.onnx("Attention").with("is_causal", 1).with("softcap", cap);
        return attention(", softcap", node, false);
    }

    Entry maskedAttention() {
        return attention(MASKED, Node.onnx("Attention"), true);
    }

    private Entry attention(String how, Node node, boolean masked) {
        return new Entry("ONNX Runtime Attention" + how, () -> {
            Scores.requireRoom(problem, 1);
            var o = Layout.HEADS_FIRST.output(problem);
            var tensors = new HashMap<>(Map.of("q", inputs.q(), "k", inputs.k(), "v", inputs.v(), "o", o));
            var own = new ArrayList<>(List.of(o));
            if (!masked) {
                return run(node.in("q", "k", "v").out("o"), Layout.HEADS_FIRST, tensors, own);
            }
            var mask = AdditiveMask.of(problem);
            tensors.put(OnnxRun.MASK, mask);
            own.add(mask);
            return run(node.in("q", "k", "v", OnnxRun.MASK).out("o"), Layout.HEADS_FIRST, tensors, own);
        });
    }

    Entry multiHead() {
        return multiHead("", Node.microsoft("MultiHeadAttention"), false);
    }

    Entry causalMultiHead() {
        return multiHead(
                ", unidirectional", Node.microsoft("MultiHeadAttention").with("unidirectional", 1), false);
    }

    Entry maskedMultiHead() {
        return multiHead(MASKED, Node.microsoft("MultiHeadAttention"), true);
    }

    private Entry multiHead(String how, Node node, boolean masked) {
        var whole = node.with("num_heads", problem.H()).out("o");
        return new Entry("ONNX Runtime MHA" + how, () -> {
            if (!how.isEmpty()) { // Only the plain one is fused.
                Scores.requireRoom(problem, 1);
            }
            var tensors = tokensFirst(0);
            if (!masked) {
                return run(whole.in("q", "k", "v"), tensors);
            }
            tensors.put(OnnxRun.MASK, AdditiveMask.of(problem));
            return run(whole.in("q", "k", "v", "", "", OnnxRun.MASK), tensors);
        });
    }

    Entry groupQuery() {
        return groupQuery("", groupQueryNode());
    }

    Entry windowedGroupQuery(int w) {
        return groupQuery(", window", groupQueryNode().with("local_window_size", w));
    }

    Entry softcappedGroupQuery(float cap) {
        return groupQuery(", softcap", groupQueryNode().with("softcap", cap));
    }

    private Entry groupQuery(String how, Node node) {
        return new Entry(GROUP_QUERY + how, () -> {
            Scores.requireRoom(problem, 1);
            var tensors = tokensFirst(0);
            addLengths(tensors);
            tensors.put("present_key", Tensor.allocate(DType.F32, inputs.k().shape()));
            tensors.put("present_value", Tensor.allocate(DType.F32, inputs.v().shape()));
            return run(node.in("q", "k", "v", "", "", "seqlens_k", "total_sequence_length"), tensors);
        });
    }

    /// Keys and values lie in a cache that the operator adds the last ones to, in place.
    Entry groupQueryWithCache() {
        return new Entry(GROUP_QUERY + ", cache", () -> {
            var tensors = tokensFirst(problem.M() - problem.N());
            addLengths(tensors);
            var keys = copy(inputs.k());
            var values = copy(inputs.v());
            tensors.put("past_key", keys);
            tensors.put("present_key", keys);
            tensors.put("past_value", values);
            tensors.put("present_value", values);
            var in = new String[] {"q", "k", "v", "past_key", "past_value", "seqlens_k", "total_sequence_length"};
            return run(groupQueryNode().in(in), tensors);
        });
    }

    private Node groupQueryNode() {
        return Node.microsoft("GroupQueryAttention")
                .with("num_heads", problem.H())
                .with("kv_num_heads", problem.G())
                .out("o", "present_key", "present_value");
    }

    private void addLengths(Map<String, Tensor> tensors) {
        var lengths = new int[problem.B()];
        Arrays.fill(lengths, problem.M() - 1);
        tensors.put("seqlens_k", Tensor.of(lengths, problem.B()));
        tensors.put("total_sequence_length", Tensor.of(new int[] {problem.M()}));
    }

    /// All queries, and keys and values from `first` on.
    private Map<String, Tensor> tokensFirst(int first) {
        var tensors = new HashMap<String, Tensor>();
        tensors.put("q", Layout.tokensFirst(inputs.q(), 0));
        tensors.put("k", Layout.tokensFirst(inputs.k(), first));
        tensors.put("v", Layout.tokensFirst(inputs.v(), first));
        tensors.put("o", Layout.TOKENS_FIRST.output(problem));
        return tensors;
    }

    private static Tensor copy(Tensor tensor) {
        var copy = Tensor.allocate(DType.F32, tensor.shape());
        copy.memory().copyFrom(tensor.memory());
        return copy;
    }

    private Contestant run(Node node, Map<String, Tensor> tensors) {
        return run(
                node,
                Layout.TOKENS_FIRST,
                tensors,
                tensors.values().stream().distinct().toList());
    }

    private Contestant run(Node node, Layout layout, Map<String, Tensor> tensors, List<Tensor> own) {
        return new OnnxRun(threads, node, (b, h, i, d) -> layout.offset(problem, b, h, i, d), tensors, own);
    }
}
