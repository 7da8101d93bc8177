/// Keys and values of earlier tokens, so that a sequence goes on where it stopped: rings for layers that look back a
/// fixed number of tokens, pages for those that look back to the start.
///
/// In: tensors of new keys and values. Out: tensors that kernels read, and the tables that say where tokens lie in
/// them.
/// Must not know: which kernels read them, stacks, devices.
@NullMarked
package dev.weft.runtime.cache;

import org.jspecify.annotations.NullMarked;
