/// Attention that goes on where it stopped: the state of a kernel that folds far keys, which holds for
/// every code how many keys were folded and the mean of their values, and the tokens that are not folded
/// yet. It stays the same size however many tokens have come.
///
/// In: new tokens, a kernel of one step that generated code describes ([CarriedKernel]). Out: the rows of
/// the new tokens; the state as bytes. Must not know: how a step is computed.
@NullMarked
package dev.weft.runtime.carry;

import org.jspecify.annotations.NullMarked;
