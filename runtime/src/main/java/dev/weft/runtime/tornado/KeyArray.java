package dev.weft.runtime.tornado;

/// An array that the passes over keys make on the device.
///
/// @param whole whether it holds whole numbers; otherwise f32
/// @param reports whether it has a number for each work-item of a pass, 0 where nothing is wrong
public record KeyArray(boolean whole, int length, boolean reports) {}
