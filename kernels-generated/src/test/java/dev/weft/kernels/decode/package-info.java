/// Sequences one token at a time against all of their tokens at once, for every kernel of the library: which
/// numbers its tensors hold, which part of them belongs to a token, and how a kernel goes on. Knows kernels by
/// their definitions; only kernels that carry a state are named.
@NullMarked
package dev.weft.kernels.decode;

import org.jspecify.annotations.NullMarked;
