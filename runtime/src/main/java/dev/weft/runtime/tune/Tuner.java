package dev.weft.runtime.tune;

import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;

/// Says which numbers of a schedule take the place of its formulas'. A [TunedFile] is one.
@FunctionalInterface
public interface Tuner {
    /// The numbers for one plan; none leave all to the formulas.
    ///
    /// @param sizes in the order of [KernelDefinition#dims()]
    /// @throws dev.weft.runtime.BindException if what it knows of the kernel does not hold here
    Tuning of(KernelDefinition kernel, Device device, int[] sizes);
}
