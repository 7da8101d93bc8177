/// Kernels for the tests: TornadoVM's own jar can take the emulator's place for them.
@NullMarked
package dev.weft.emulator.kernels;

import org.jspecify.annotations.NullMarked;
