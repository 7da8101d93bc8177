package dev.weft.bench.onnx;

import ai.onnxruntime.OrtEnvironment;
import dev.weft.bench.Engine;
import dev.weft.bench.Entry;
import dev.weft.bench.Inputs;
import dev.weft.bench.Problem;
import dev.weft.bench.Recurrence;
import dev.weft.bench.RecurrentInputs;
import dev.weft.bench.Variant;
import dev.weft.bench.peer.AdditiveMask;
import java.util.ArrayList;
import java.util.List;

/// ONNX Runtime on the CPU: ONNX's `Attention`, and Microsoft's `MultiHeadAttention` and
/// `GroupQueryAttention`, each wherever it has what a problem needs; and ONNX's `GRU`. None of them has
/// ReRoPE.
public final class OnnxRuntime implements Engine {
    @Override
    public String describe() {
        return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public List<Entry> entries(Problem problem, Inputs inputs, int threads) {
        var operators = new Operators(problem, inputs, threads);
        var entries = new ArrayList<Entry>();
        switch (problem.variant()) {
            case Variant.Full() -> {
                entries.add(operators.attention());
                entries.add(operators.multiHead());
            }
            case Variant.Causal()
            when problem.N() == problem.M() -> {
                entries.add(operators.causalAttention());
                entries.add(operators.causalMultiHead());
                entries.add(operators.groupQuery());
            }
            case Variant.Causal()
            when problem.N() == 1 -> {
                entries.add(operators.attention());
                entries.add(operators.groupQueryWithCache());
            }
            case Variant.Causal() -> {
                addMasked(entries, operators, problem);
                if (problem.B() == 1) { // GQA takes several queries over a cache of one sequence only.
                    entries.add(operators.groupQueryWithCache());
                }
            }
            case Variant.Window(int w) -> {
                addMasked(entries, operators, problem);
                entries.add(operators.windowedGroupQuery(w));
            }
            case Variant.Alibi(), Variant.Packed() -> addMasked(entries, operators, problem);
            case Variant.Softcap(float cap) -> {
                entries.add(operators.softcappedAttention(cap));
                entries.add(operators.softcappedGroupQuery(cap));
            }
            case Variant.Rope(), Variant.ReRope _ -> {}
        }
        return entries;
    }

    @Override
    public List<Entry> entries(Recurrence recurrence, RecurrentInputs inputs, int threads) {
        return switch (recurrence.cell()) {
            case GRU -> List.of(Gru.entry(recurrence, inputs, threads));
            case DIAGONAL_GRU -> List.of();
        };
    }

    private static void addMasked(List<Entry> entries, Operators operators, Problem problem) {
        if (AdditiveMask.isPossible(problem)) {
            entries.add(operators.maskedAttention());
            if (problem.G() == problem.H()) {
                entries.add(operators.maskedMultiHead());
            }
        }
    }
}
