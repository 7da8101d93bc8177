/// Scalar functions that kernels need and the JDK lacks, and products of matrices as plain loops.
///
/// In: numbers, arrays of them. Out: numbers; those of functions in double precision to within a few
/// units in the last place. Must not know: tensors, plans, devices, `jdk.incubator.vector`.
@NullMarked
package dev.weft.runtime.math;

import org.jspecify.annotations.NullMarked;
