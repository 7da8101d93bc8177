/// The one room of the runtime that may use `jdk.incubator.vector`: how wide the machine's vectors
/// are, and how fast it is; and what solvers of recurrences do with the numbers of a state side by side
/// ([StateLanes]), in vectors or in plain loops. What kernels call for vectors has a room inside, `microkernel`.
///
/// In: nothing, or rows of numbers. Out: bits, flops and bytes per second, or rows. A class that names the Vector
/// API is touched only where its module is there, so the runtime loads without it. Must not know: kernels, plans.
@NullMarked
package dev.weft.runtime.vector;

import org.jspecify.annotations.NullMarked;
