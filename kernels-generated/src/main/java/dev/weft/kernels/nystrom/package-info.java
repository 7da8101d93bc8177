/// Nyström attention: the kernels that it is made of, which the build writes from `src/main/weft`, and
/// [NystromAttention], written by hand, which runs them one after the other.
@NullMarked
package dev.weft.kernels.nystrom;

import org.jspecify.annotations.NullMarked;
