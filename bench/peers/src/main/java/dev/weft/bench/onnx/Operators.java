package dev.weft.bench.onnx;

import dev.weft.bench.Contestant;
import dev.weft.bench.Inputs;
import dev.weft.bench.Problem;
import dev.weft.bench.peer.AdditiveMask;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The operators, each with what it needs for one problem.
final class Operators {
    private static final String ATTENTION = "ONNX Runtime Attention";
    private static final String MULTI_HEAD = "ONNX Runtime MHA";
    private static final String GROUP_QUERY = "ONNX Runtime GQA";

    private final Problem problem;
    private final Inputs inputs;
    private final int threads;

    Operators(Problem problem, Inputs inputs, int threads) {
        this.problem = problem;
        this.inputs = inputs;
        this.threads = threads;
    }

    Contestant attention() {
        return attention(ATTENTION, Node.onnx("Attention").in("q", "k", "v"), List.of());
    }

    Contestant causalAttention() {
        return attention(
                ATTENTION + ", is_causal",
                Node.onnx("Attention").with("is_causal", 1).in("q", "k", "v"),
                List.of());
    }

    Contestant softcappedAttention(float cap) {
        return attention(
                ATTENTION + ", softcap",
                Node.onnx("Attention").with("is_causal", 1).with("softcap", cap).in("q", "k", "v"),
                List.of());
    }

    Contestant maskedAttention() {
        return attention(
                ATTENTION + ", mask",
                Node.onnx("Attention").in("q", "k", "v", "mask"),
                List.of(AdditiveMask.of(problem)));
    }

    private Contestant attention(String name, Node node, List<Tensor> masks) {
        var o = Layout.HEADS_FIRST.output(problem);
        var own = new ArrayList<>(masks);
        own.add(o);
        var tensors = new HashMap<>(Map.of("q", inputs.q(), "k", inputs.k(), "v", inputs.v(), "o", o));
        masks.forEach(mask -> tensors.put("mask", mask));
        return new OnnxRun(name, problem, threads, node.out("o"), Layout.HEADS_FIRST, tensors, own);
    }

    Contestant multiHead() {
        return multiHead(MULTI_HEAD, Node.microsoft("MultiHeadAttention").in("q", "k", "v"), List.of());
    }

    Contestant causalMultiHead() {
        return multiHead(
                MULTI_HEAD + ", unidirectional",
                Node.microsoft("MultiHeadAttention").with("unidirectional", 1).in("q", "k", "v"),
                List.of());
    }

    Contestant maskedMultiHead() {
        return multiHead(
                MULTI_HEAD + ", mask",
                Node.microsoft("MultiHeadAttention").in("q", "k", "v", "", "", "mask"),
                List.of(AdditiveMask.of(problem)));
    }

    private Contestant multiHead(String name, Node node, List<Tensor> masks) {
        var tensors = tokensFirst(0);
        masks.forEach(mask -> tensors.put("mask", mask));
        return run(name, node.with("num_heads", problem.H()).out("o"), tensors);
    }

    Contestant groupQuery() {
        return groupQuery(GROUP_QUERY, Node.microsoft("GroupQueryAttention"));
    }

    Contestant windowedGroupQuery(int w) {
        return groupQuery(
                GROUP_QUERY + ", window", Node.microsoft("GroupQueryAttention").with("local_window_size", w));
    }

    Contestant softcappedGroupQuery(float cap) {
        return groupQuery(
                GROUP_QUERY + ", softcap", Node.microsoft("GroupQueryAttention").with("softcap", cap));
    }

    private Contestant groupQuery(String name, Node node) {
        var tensors = tokensFirst(0);
        addLengths(tensors);
        tensors.put("present_key", Tensor.allocate(DType.F32, inputs.k().shape()));
        tensors.put("present_value", Tensor.allocate(DType.F32, inputs.v().shape()));
        return run(
                name,
                heads(node)
                        .in("q", "k", "v", "", "", "seqlens_k", "total_sequence_length")
                        .out("o", "present_key", "present_value"),
                tensors);
    }

    /// Keys and values lie in a cache that the operator adds the last ones to, in place.
    Contestant groupQueryWithCache() {
        var tensors = tokensFirst(problem.M() - problem.N());
        addLengths(tensors);
        var keys = copy(inputs.k());
        var values = copy(inputs.v());
        tensors.put("past_key", keys);
        tensors.put("present_key", keys);
        tensors.put("past_value", values);
        tensors.put("present_value", values);
        return run(
                GROUP_QUERY + ", cache",
                heads(Node.microsoft("GroupQueryAttention"))
                        .in("q", "k", "v", "past_key", "past_value", "seqlens_k", "total_sequence_length")
                        .out("o", "present_key", "present_value"),
                tensors);
    }

    private Node heads(Node node) {
        return node.with("num_heads", problem.H()).with("kv_num_heads", problem.G());
    }

    private void addLengths(Map<String, Tensor> tensors) {
        tensors.put("seqlens_k", Tensor.of(new int[] {problem.M() - 1}, 1));
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

    private Contestant run(String name, Node node, Map<String, Tensor> tensors) {
        var own = tensors.values().stream().distinct().toList();
        return new OnnxRun(name, problem, threads, node, Layout.TOKENS_FIRST, tensors, own);
    }
}
