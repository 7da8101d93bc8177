/// Scalar functions that kernels need and the JDK lacks.
///
/// In: numbers. Out: numbers, to within a few units in the last place of a double. Must not know:
/// tensors, plans, devices.
@NullMarked
package dev.weft.runtime.math;

import org.jspecify.annotations.NullMarked;
