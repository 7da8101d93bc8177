/// Runs kernels the way a device would, and finds what a device would not tell: work-items of a group, in an order that a
/// seed shuffles, from barrier to barrier; buffers of its own; every access watched.
///
/// In: kernels as class files, their arguments, grids. Out: numbers, or a [KernelFault] that names the kernel, the
/// buffer, the index and the work-items. Must not know: Weft, how kernels came to be.
@NullMarked
package dev.weft.emulator;

import org.jspecify.annotations.NullMarked;
