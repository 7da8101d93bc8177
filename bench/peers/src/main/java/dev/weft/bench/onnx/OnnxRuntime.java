package dev.weft.bench.onnx;

import ai.onnxruntime.OrtEnvironment;
import dev.weft.bench.Contestant;
import dev.weft.bench.Engine;
import dev.weft.bench.Inputs;
import dev.weft.bench.Problem;
import dev.weft.bench.Variant;
import dev.weft.bench.peer.AdditiveMask;
import java.util.ArrayList;
import java.util.List;

/// ONNX Runtime on the CPU: ONNX's `Attention`, and Microsoft's `MultiHeadAttention` and `GroupQueryAttention`, each
/// wherever it has what a problem needs. None of them has ReRoPE.
public final class OnnxRuntime implements Engine {
    @Override
    public String describe() {
        return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public List<Contestant> contestants(Problem problem, Inputs inputs, int threads) {
        var operators = new Operators(problem, inputs, threads);
        var contestants = new ArrayList<Contestant>();
        switch (problem.variant()) {
            case Variant.Full() -> {
                contestants.add(operators.attention());
                contestants.add(operators.multiHead());
            }
            case Variant.Causal()
            when problem.N() == problem.M() -> {
                contestants.add(operators.causalAttention());
                contestants.add(operators.causalMultiHead());
                contestants.add(operators.groupQuery());
            }
            case Variant.Causal()
            when problem.N() == 1 -> {
                contestants.add(operators.attention());
                contestants.add(operators.groupQueryWithCache());
            }
            case Variant.Causal() -> {
                addMasked(contestants, operators, problem);
                contestants.add(operators.groupQueryWithCache());
            }
            case Variant.Window(int w) -> {
                addMasked(contestants, operators, problem);
                contestants.add(operators.windowedGroupQuery(w));
            }
            case Variant.Alibi(), Variant.Packed() -> addMasked(contestants, operators, problem);
            case Variant.Softcap(float cap) -> {
                contestants.add(operators.softcappedAttention(cap));
                contestants.add(operators.softcappedGroupQuery(cap));
            }
            case Variant.ReRope _ -> {}
        }
        return contestants;
    }

    private static void addMasked(List<Contestant> contestants, Operators operators, Problem problem) {
        if (AdditiveMask.isPossible(problem)) {
            contestants.add(operators.maskedAttention());
            if (problem.G() == problem.H()) {
                contestants.add(operators.maskedMultiHead());
            }
        }
    }
}
