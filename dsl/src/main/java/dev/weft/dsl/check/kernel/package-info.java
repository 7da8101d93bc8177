/// Checks one attention or scan: declarations, equations, counts, proofs.
///
/// In: the items of a kernel. Out: a [dev.weft.dsl.model.Kernel], or what is wrong with it, all of it.
/// Each class settles one part and says what it is about to assume of the others. Must not know: how
/// anything runs.
@NullMarked
package dev.weft.dsl.check.kernel;

import org.jspecify.annotations.NullMarked;
