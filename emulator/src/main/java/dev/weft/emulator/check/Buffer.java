package dev.weft.emulator.check;

/// An array that a kernel is given.
///
/// @param name of the parameter
/// @param orderless if it is a `@Reduce` result
public record Buffer(String name, Object array, Shadow shadow, boolean orderless) {}
