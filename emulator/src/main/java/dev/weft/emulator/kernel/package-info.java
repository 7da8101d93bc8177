/// From a method reference to a kernel that can be watched: its class file is found, checked against
/// what devices can run, and rewritten so that arrays and barriers pass through hooks.
///
/// In: class files. Out: a loaded kernel. Must not know: grids, device memory, plans.
@NullMarked
package dev.weft.emulator.kernel;

import org.jspecify.annotations.NullMarked;
