/// What TornadoVM measures.
///
/// In: what generated kernels and their callers compile against. Out: the same names and signatures as TornadoVM's own.
/// Must not know: Weft.
@NullMarked
package uk.ac.manchester.tornado.api.profiler;

import org.jspecify.annotations.NullMarked;
