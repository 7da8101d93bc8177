package dev.weft.runtime.carry;

import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Memory for several tensors: for all of them, or for none.
final class Room {
    private Room() {}

    /// @param shape of each, by its place
    static List<Tensor> forAll(List<ArgumentDefinition.OfTensor> arguments, IntFunction<long[]> shape) {
        var tensors = new ArrayList<Tensor>();
        try {
            for (int n = 0; n < arguments.size(); n++) {
                tensors.add(Tensor.allocate(arguments.get(n).type(), shape.apply(n)));
            }
            return List.copyOf(tensors);
        } catch (RuntimeException | Error e) {
            tensors.forEach(Tensor::close);
            throw e;
        }
    }
}
