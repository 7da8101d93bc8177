package dev.weft.codegen.tile;

import java.util.List;

/// What callers see of a stack.
///
/// @param stack its name, words, params and facts; no dims
/// @param layer the dims and tensors that all layers take; no scalars
/// @param queries the number of the dim that counts queries among those of a layer; -1 where none does. Likewise
///     `keys`, -1 too where keys are counted by the same dim as queries
/// @param comparisons what the facts that compare two integers say, by fact, in order; one or none for each
/// @param kernels the different kernels
public record StackSignature(
        Signature stack,
        Signature layer,
        int queries,
        int keys,
        List<List<Comparison>> comparisons,
        List<LayerKernel> kernels,
        List<Line> lines) {
    public StackSignature {
        comparisons = List.copyOf(comparisons);
        kernels = List.copyOf(kernels);
        lines = List.copyOf(lines);
    }

    /// `left <= right`
    public record Comparison(Value left, String sign, Value right) {}

    /// A kernel of layers.
    ///
    /// @param name of its façade, in the same package
    public record LayerKernel(String name, LayerCache cache) {}

    /// Layers from `first` up to `end`, without it.
    ///
    /// @param index what `condition`, `arguments` and `memory` call the number of a layer; may be empty
    /// @param condition BOOL: which of them are meant
    /// @param kernel its number among the kernels
    /// @param arguments the values of the kernel's scalars
    /// @param memory INT: how many earlier tokens a layer needs; -1 where it needs all
    /// @param layers as written
    public record Line(
            String index,
            Value first,
            Value end,
            Value condition,
            int kernel,
            List<Value> arguments,
            Value memory,
            String layers) {
        public Line {
            arguments = List.copyOf(arguments);
        }
    }
}
