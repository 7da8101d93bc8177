package dev.weft.kernels.decode;

import dev.weft.runtime.Plan;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Steps of a recurrence, each begun from the states of the one before.
final class Stepping implements Decoder {
    private final Sequence sequence;
    private final Map<String, Whole> inputs;
    private final Map<String, String> states;
    private final Plan plan;
    private final Map<String, double[]> last = new HashMap<>();

    Stepping(Sequence sequence, Map<String, String> states) {
        this.sequence = sequence;
        this.states = states;
        inputs = sequence.inputs();
        plan = sequence.plan(Map.of("N", 1));
    }

    @Override
    public Map<String, double[]> next(int token) {
        var tensors = new ArrayList<Tensor>();
        inputs.forEach((name, whole) -> {
            // [B, 1, D] has the order of [B, D]
            var state = last.get(states.getOrDefault(name, ""));
            tensors.add(
                    state == null
                            ? whole.tensor(token, token + 1)
                            : Whole.tensor(whole.argument().type(), state, whole.shape()));
        });
        var outs = sequence.run(plan, tensors);
        last.putAll(outs);
        return outs;
    }

    @Override
    public void close() {
        plan.close();
    }
}
