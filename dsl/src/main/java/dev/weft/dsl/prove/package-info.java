/// Small proofs about terms: which constants they come to, whether conditions follow from others.
///
/// In: terms of the model and what may be assumed. Out: yes, or "cannot tell". Whatever is not understood is never
/// assumed, so a yes is a proof. Must not know: syntax, diagnostics, how anything runs.
@NullMarked
package dev.weft.dsl.prove;

import org.jspecify.annotations.NullMarked;
