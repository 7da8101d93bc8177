/// TornadoVM's public API, as far as generated code touches it, run on JVM threads: task graphs, plans, grids, contexts.
///
/// In: what generated kernels and their callers compile against. Out: the same names and signatures as TornadoVM's own.
/// Must not know: Weft.
@NullMarked
package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.NullMarked;
