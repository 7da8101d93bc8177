package dev.weft.runtime.stack;

import java.util.List;

/// One layer.
///
/// @param number from 1 on
/// @param kernel its number among [StackDefinition#kernels()]
/// @param memory how many tokens before its own a query needs; -1 where it needs all
/// @param scalars what the kernel's params are
public record StackLayer(int number, int kernel, long memory, List<Double> scalars) {
    public StackLayer {
        scalars = List.copyOf(scalars);
    }

    double[] values() {
        return scalars.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
