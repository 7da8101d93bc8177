/// Kernels as class files: what they say of themselves, what they may not say, and a copy that reports what it
/// accesses.
///
/// In: the bytes of a kernel's class. Out: names of parameters and loops; faults; a class beside the original.
/// Must not know: what is done with a report, grids, devices.
@NullMarked
package dev.weft.emulator.code;

import org.jspecify.annotations.NullMarked;
