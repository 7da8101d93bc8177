/// The device that there is: one, behind one backend that calls itself OpenCL.
///
/// In: the emulator's limits. Out: TornadoVM's questions answered. Must not know: plans, kernels.
@NullMarked
package dev.weft.emulator.device;

import org.jspecify.annotations.NullMarked;
