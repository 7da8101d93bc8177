package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.runtime.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tensors of a kernel for one set of sizes, by name: inputs with their numbers, outs with none yet. All are freed
/// together.
record RunTensors(Map<String, Tensor> all) implements AutoCloseable {
    RunTensors {
        all = Collections.unmodifiableMap(all);
    }

    /// Allocates them, and fills the inputs.
    static RunTensors of(Bound bound, Inputs inputs) {
        var all = new LinkedHashMap<String, Tensor>();
        try {
            for (var tensor : bound.kernel().tensors()) {
                var shape = bound.shape(tensor);
                all.put(
                        tensor.name(),
                        tensor.role().written()
                                ? Tensor.allocate(Inputs.type(tensor), shape)
                                : inputs.read(tensor, shape));
            }
            return new RunTensors(all);
        } catch (RuntimeException | Error e) {
            all.values().forEach(Tensor::close);
            throw e;
        }
    }

    @Override
    public void close() {
        all.values().forEach(Tensor::close);
    }
}
