/// Arrays outside the heap, with TornadoVM's header.
///
/// In: sizes, heap arrays, segments. Out: elements; a device's copy tells its watch of each access.
/// Must not know: kernels, work-items.
@NullMarked
package uk.ac.manchester.tornado.api.types.arrays;

import org.jspecify.annotations.NullMarked;
