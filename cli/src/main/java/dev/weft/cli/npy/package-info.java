/// NumPy's `.npy` files: format versions 1 to 3, dense, row-major, little-endian.
///
/// In: a path. Out: a tensor, or one line that says what is wrong with the file and how to save it right.
/// Must not know: kernels, the compiler. Source: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
@NullMarked
package dev.weft.cli.npy;

import org.jspecify.annotations.NullMarked;
