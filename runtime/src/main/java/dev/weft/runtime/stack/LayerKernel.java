package dev.weft.runtime.stack;

import dev.weft.runtime.KernelDefinition;

/// A kernel of layers.
///
/// @param cache how it reads a cache
public record LayerKernel(KernelDefinition kernel, LayerCache cache) {}
