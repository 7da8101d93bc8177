/// What the checks know of every element while a kernel runs, and what they find.
///
/// In: accesses, as rewritten kernels report them. Out: the first fault.
/// Must not know: class files, graphs, hosts.
@NullMarked
package dev.weft.emulator.check;

import org.jspecify.annotations.NullMarked;
