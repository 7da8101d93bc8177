/// Codebooks: the nearest code of a vector in the arithmetic of `nearest`, how codebooks are learned, and
/// quantisers whose codebooks are computed.
///
/// In: vectors as rows of f32. Out: codes, from 0, and codebooks. Must not know: kernels, plans.
@NullMarked
package dev.weft.runtime.codes;

import org.jspecify.annotations.NullMarked;
