package dev.weft.runtime.tornado;

/// A tensor argument of a kernel, bound to sizes.
///
/// @param out whether the kernel writes it; otherwise it reads it
/// @param resident whether it stays on the device from run to run; an out does not
public record TornadoBuffer(String name, Storage storage, long elements, boolean out, boolean resident) {}
