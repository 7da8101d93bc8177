/// Recurrences: parts of sequences that are gone over side by side until they agree. Begin with [Parts].
///
/// In: states that generated kernels start, pass and end parts with. Out: which parts are to be gone over
/// again, and a [Solution], which a run reports. Must not know: plans, workers, tensors, equations.
@NullMarked
package dev.weft.runtime.scan;

import org.jspecify.annotations.NullMarked;
