/// Kernels that are right and kernels that are wrong, run on the emulator.
@NullMarked
package dev.weft.emulator;

import org.jspecify.annotations.NullMarked;
