/// Arrays outside the Java heap, as a device sees them.
///
/// In: numbers or segments. Out: the same numbers, element by element.
/// Must not know: who holds a copy.
@NullMarked
package uk.ac.manchester.tornado.api.types.arrays;

import org.jspecify.annotations.NullMarked;
