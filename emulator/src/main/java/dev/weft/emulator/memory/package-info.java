/// Memory that knows who has touched it: arrays on the device, local and private arrays.
///
/// In: accesses of the work-item whose turn it is. Out: values, or a fault. Must not know: how turns
/// are given, what a kernel is.
@NullMarked
package dev.weft.emulator.memory;

import org.jspecify.annotations.NullMarked;
