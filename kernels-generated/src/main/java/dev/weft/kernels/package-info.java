/// Kernels written by `weft generate`, checked in to be read and used.
@NullMarked
package dev.weft.kernels;

import org.jspecify.annotations.NullMarked;
