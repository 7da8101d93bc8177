/// The one device that is emulated, as the API presents it.
///
/// In: limits. Out: answers to what a device can do.
/// Must not know: kernels, plans.
@NullMarked
package dev.weft.emulator.device;

import org.jspecify.annotations.NullMarked;
