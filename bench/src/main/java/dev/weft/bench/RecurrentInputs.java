package dev.weft.bench;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/// The numbers that every contestant is given for a layer: normal, the same in every process, with
/// weights so small that the layer forgets. Nobody writes to them.
///
/// @param tensors by the names that our specs give them, in their order
public record RecurrentInputs(SequencedMap<String, Tensor> tensors) implements AutoCloseable {
    public static RecurrentInputs of(Recurrence r) {
        var inputs = new Making(r);
        switch (r.cell()) {
            case GRU -> {
                inputs.normal("x", 1, r.B(), r.N(), r.X());
                var scale = 0.5 / Math.sqrt(r.D());
                for (var name : new String[] {"Wr", "Wz", "Wn"}) {
                    inputs.normal(name, scale, r.D(), r.X());
                }
                for (var name : new String[] {"Ur", "Uz", "Un"}) {
                    inputs.normal(name, scale, r.D(), r.D());
                }
                for (var name : new String[] {"br", "bz", "bn", "cn"}) {
                    inputs.normal(name, scale, r.D());
                }
            }
            case DIAGONAL_GRU -> {
                for (var name : new String[] {"xz", "xr", "xh"}) {
                    inputs.normal(name, 1, r.B(), r.N(), r.D());
                }
                for (var name : new String[] {"az", "ar", "ah"}) {
                    inputs.normal(name, 0.5, r.D());
                }
            }
        }
        inputs.normal("h0", 0.5, r.B(), r.D());
        return new RecurrentInputs(inputs.tensors);
    }

    /// The tensor of a name.
    public Tensor get(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor is called " + name + ": " + tensors.keySet());
        }
        return tensor;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }

    private static final class Making {
        private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        private final SplittableRandom random;

        Making(Recurrence recurrence) {
            random = new SplittableRandom(recurrence.D());
        }

        void normal(String name, double scale, long... shape) {
            var tensor = Tensor.allocate(DType.F32, shape);
            for (var n = 0L; n < tensor.elements(); n++) {
                tensor.set(n, scale * random.nextGaussian());
            }
            tensors.put(name, tensor);
        }
    }
}
