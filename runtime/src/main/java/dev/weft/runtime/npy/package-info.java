/// Tensors in `.npy` files, as NumPy writes them.
///
/// In: files of version 1 to 3 with f2, f4, f8, i4, i8 or bool, row-major. Out: tensors, and such
/// files again; never half of one. Must not know: kernels, plans.
@NullMarked
package dev.weft.runtime.npy;

import org.jspecify.annotations.NullMarked;
