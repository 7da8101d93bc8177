/// Numbers that Java lacks.
///
/// In: floats and bit patterns. Out: their 16-bit and 8-bit neighbours. Must not know: arrays.
@NullMarked
package uk.ac.manchester.tornado.api.types;

import org.jspecify.annotations.NullMarked;
