package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Tensor;
import java.util.HashMap;
import java.util.Map;

/// What the states of a scan hold for one batch: one step before, and at this step as far as it is known.
/// The arrays stay the same from step to step, their elements change.
final class Carried {
    private final Map<String, double[]> before = new HashMap<>();
    private final Map<String, double[]> now = new HashMap<>();

    /// Makes room for a state.
    ///
    /// @param size how many elements one step has
    void declare(Tensor state, int size) {
        before.put(state.name(), new double[size]);
        now.put(state.name(), new double[size]);
    }

    /// The elements of `state` one step before.
    double[] previous(Tensor state) {
        return held(before, state);
    }

    /// The elements of `state` at this step.
    double[] current(Tensor state) {
        return held(now, state);
    }

    /// This step becomes the one before.
    void advance() {
        now.forEach((state, values) -> System.arraycopy(values, 0, before.get(state), 0, values.length));
    }

    private static double[] held(Map<String, double[]> values, Tensor state) {
        var held = values.get(state.name());
        if (held == null) {
            throw new IllegalStateException(state.name() + " is no state of this kernel");
        }
        return held;
    }
}
