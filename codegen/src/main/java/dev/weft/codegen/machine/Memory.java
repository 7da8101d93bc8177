package dev.weft.codegen.machine;

import dev.weft.codegen.tile.Signature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What a run works on: sizes, params, and tensors as row-major doubles.
final class Memory {
    @SuppressWarnings("ArrayRecordComponent")
    private record Block(int[] shape, double[] data) {}

    private final Map<String, Double> scalars = new HashMap<>();
    private final Map<String, Block> blocks = new HashMap<>();

    Memory(Signature signature, Map<String, Integer> sizes, Map<String, Double> params, Map<String, double[]> tensors) {
        sizes.forEach((name, size) -> scalars.put(name, (double) size));
        scalars.putAll(params);
        var evaluator = Evaluator.uniform(this);
        for (var argument : signature.arguments()) {
            if (argument instanceof Signature.Tensor tensor) {
                int[] shape = tensor.shape().stream()
                        .mapToInt(size -> (int) evaluator.value(size))
                        .toArray();
                int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
                double[] data = tensors.getOrDefault(tensor.name(), new double[count]);
                if (data.length != count) {
                    throw new IllegalArgumentException(
                            tensor.name() + " has " + data.length + " elements instead of " + count);
                }
                blocks.put(tensor.name(), new Block(shape, data));
            }
        }
    }

    /// The value of a size or param.
    double scalar(String name) {
        Double value = scalars.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing is bound to " + name);
        }
        return value;
    }

    /// Whether the tensor has such an element.
    boolean holds(String tensor, int... at) {
        int[] shape = block(tensor).shape();
        for (int axis = 0; axis < shape.length; axis++) {
            if (at[axis] < 0 || at[axis] >= shape[axis]) {
                return false;
            }
        }
        return true;
    }

    double read(String tensor, int... at) {
        var block = block(tensor);
        return block.data()[offset(tensor, block, at)];
    }

    void write(String tensor, double value, int... at) {
        var block = block(tensor);
        block.data()[offset(tensor, block, at)] = value;
    }

    /// The elements of a tensor, not copied.
    double[] data(String tensor) {
        return block(tensor).data();
    }

    private Block block(String tensor) {
        var block = blocks.get(tensor);
        if (block == null) {
            throw new IllegalArgumentException("no tensor is called " + tensor);
        }
        return block;
    }

    private static int offset(String tensor, Block block, int... at) {
        if (at.length != block.shape().length) {
            throw new IllegalStateException(tensor + " has " + block.shape().length + " axes, not " + at.length);
        }
        int offset = 0;
        for (int axis = 0; axis < at.length; axis++) {
            if (at[axis] < 0 || at[axis] >= block.shape()[axis]) {
                throw new IndexOutOfBoundsException(
                        tensor + Arrays.toString(at) + " is outside " + Arrays.toString(block.shape()));
            }
            offset = offset * block.shape()[axis] + at[axis];
        }
        return offset;
    }
}
