package dev.weft.runtime.stack;

import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.BindException;
import java.util.List;

/// What a generated façade knows of its stack.
public interface StackDefinition {
    /// The stack's name, as in its spec.
    String name();

    /// Its params, in declaration order.
    List<ArgumentDefinition.OfScalar> params();

    /// The number of the dim that counts queries, among those of every kernel.
    int queries();

    /// The number of the dim that counts keys; -1 where it is the same one.
    int keys();

    /// The different kernels of its layers. All have the same dims and tensors.
    List<LayerKernel> kernels();

    /// All layers, in order, from 1 on.
    ///
    /// @param params values in the order of [#params()]; i32 and bool ones as whole numbers
    /// @throws BindException where `where` is broken, a layer is missing or comes twice
    List<StackLayer> layers(double[] params);
}
