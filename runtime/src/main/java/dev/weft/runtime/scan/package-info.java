/// Recurrences: parts of sequences that are gone over side by side until they agree ([Parts]), and
/// windows whose steps are all solved at once by fixed-point iteration ([FixedPoint]) over linear
/// recurrences ([AffineScan]), which are cut for workers ([Cut]).
///
/// In: states, values and derivatives that generated kernels compute. Out: what is to be computed next,
/// and a [Solution], which a run reports. Must not know: plans, workers, tensors, equations.
@NullMarked
package dev.weft.runtime.scan;

import org.jspecify.annotations.NullMarked;
