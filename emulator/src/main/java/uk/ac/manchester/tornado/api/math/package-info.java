/// The functions that a kernel may call.
///
/// In: numbers. Out: numbers.
/// Must not know: arrays.
@NullMarked
package uk.ac.manchester.tornado.api.math;

import org.jspecify.annotations.NullMarked;
