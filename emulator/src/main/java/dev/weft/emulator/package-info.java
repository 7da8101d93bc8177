/// What the emulator is set to, and what it says when a kernel is wrong.
///
/// In: system properties `weft.emulator.*`. Out: limits; faults that name kernel, buffer and work-items.
/// Must not know: how a kernel is run or checked.
@NullMarked
package dev.weft.emulator;

import org.jspecify.annotations.NullMarked;
