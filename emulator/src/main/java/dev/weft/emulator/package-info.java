/// What a user of the emulator meets: the faults that it finds, and its settings.
///
/// In: system properties `weft.emulator.*`. Out: one exception with one clear message. Must not know:
/// how kernels are run.
@NullMarked
package dev.weft.emulator;

import org.jspecify.annotations.NullMarked;
