/// The functions that kernels may call.
///
/// In: numbers. Out: numbers, in the precision of their arguments. Must not know: who calls.
@NullMarked
package uk.ac.manchester.tornado.api.math;

import org.jspecify.annotations.NullMarked;
