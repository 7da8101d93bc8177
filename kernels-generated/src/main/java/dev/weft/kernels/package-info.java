/// Kernels that the build writes from `src/main/weft`, checked in to be read and used.
@NullMarked
package dev.weft.kernels;

import org.jspecify.annotations.NullMarked;
