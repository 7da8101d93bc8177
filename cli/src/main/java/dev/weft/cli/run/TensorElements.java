package dev.weft.cli.run;

import dev.weft.dsl.interpret.Elements;
import dev.weft.runtime.Tensor;
import java.util.stream.LongStream;

/// A run-time tensor as the interpreter reads it.
public record TensorElements(Tensor tensor) implements Elements {
    @Override
    public int[] shape() {
        return LongStream.of(tensor.shape()).mapToInt(Math::toIntExact).toArray();
    }

    @Override
    public double get(long index) {
        return tensor.get(index);
    }
}
